#!/usr/bin/env python3
"""Build the bundled Chinese fonts of resources/fonts/ from packages only.

Sources, unpacked into the folder GKROOT as SRC names them (see ../licenses/NOTICE.txt):
  PyPI pylopdf-fonts-zh-cn==0.1.1              (NotoSerifSC-Regular.otf 2.003; CFF; OFL 1.1)
  npm  @expo-google-fonts/noto-serif-sc@0.4.3  (NotoSerifSC 700; static TrueType; OFL 1.1)
  npm  @expo-google-fonts/noto-sans-sc@0.4.3   (NotoSansSC 500; static TrueType; OFL 1.1)
  npm  @fontsource/lxgw-wenkai@5.3.0           (LXGW WenKai Light 1.311, whole font as one woff2; TrueType; OFL 1.1 + RFN)
  deb  texlive-lang-chinese 2022.20230122-1    (FandolFang-Regular; CFF; GPL-3 + font exception)
  deb  fonts-hanazono 20170904-2.1             (HanaMinB; TrueType; Hanazono licence or OFL)   [optional rare pack]

usage: build_fonts.py OUT_DIR [--only NAME]
Every output is renamed (family "Gk ..."), so reserved names (LXGW, 霞鹜, HanaMin...) are not used.
"""
import argparse, hashlib, json, os, sys, time
HERE=os.path.dirname(os.path.abspath(__file__)); ROOT=os.environ.get('GKROOT') or os.path.dirname(HERE)   # where the sources were unpacked
sys.path.insert(0,HERE)
import charsets as S
from otf2ttf import otf2ttf
from fontTools.ttLib import TTFont
from fontTools import subset
from fontTools.ttLib.tables._n_a_m_e import NameRecord

X=os.path.join(ROOT,'deb/x/'); N=os.path.join(ROOT,'npm/')
SRC={
 'serif400':os.path.join(ROOT,'pypi/x/pylopdf_fonts_zh_cn/pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf'),
 'serif700':N+'expo-google-fonts-noto-serif-sc-0.4.3/package/700Bold/NotoSerifSC_700Bold.ttf',
 'sans500': N+'expo-google-fonts-noto-sans-sc-0.4.3/package/500Medium/NotoSansSC_500Medium.ttf',
 'kai':     N+'fontsource-lxgw-wenkai-5.3.0/package/files/lxgw-wenkai-latin-300-normal.woff2',   # the file called 'latin' holds every glyph
 'fang':    X+'texlive/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf',
 'hanab':   X+'fonts-hanazono/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
}
MAX_ERR=2.5    # cubic->quadratic tolerance, 1/1000 em: 0.33 px at 16 pt / 600 dpi
R=lambda a,b:set(range(a,b+1))
# every non-ideograph a Chinese official document may hold
SYM=(R(0x20,0x7E)|R(0xA0,0xFF)|S.gb2312sym|{c for c in S.dbl if not 0x3400<=c<=0x9FFF and c<0x20000}
     |R(0x2010,0x2027)|R(0x2030,0x205E)|{0x20AC}|R(0x2100,0x214F)|R(0x2150,0x218B)|R(0x2190,0x21FF)|R(0x2200,0x22FF)
     |R(0x2460,0x24FF)|R(0x2500,0x25FF)|{0x2605,0x2606,0x2610,0x2611,0x2612,0x2640,0x2642,0x2713,0x2714,0x2717,0x2718,0x221A,0x00D7}
     |R(0x3000,0x303F)|R(0x3040,0x30FF)|R(0x3105,0x3129)|R(0x3200,0x32FF)|R(0x3300,0x33FF)|R(0xFE10,0xFE19)|R(0xFE30,0xFE6B)|R(0xFF01,0xFF5E)|R(0xFFE0,0xFFE6)|{0x3007})
# what a heading font needs beside ideographs
SYM_SMALL=(R(0x20,0x7E)|R(0xA0,0xFF)|S.gb2312sym-R(0x3041,0x30FF)-R(0x3105,0x3129)-R(0x0400,0x04FF)-R(0x2500,0x257F))|R(0x2010,0x2027)|R(0x2030,0x203B)|R(0x3000,0x301F)|R(0x2460,0x2473)|R(0x2160,0x217B)|R(0x3220,0x3229)|R(0xFF01,0xFF5E)|R(0xFFE0,0xFFE6)|{0x20AC,0x2103,0x2116,0x338E,0x338F,0x339C,0x339D,0x339E,0x33A1,0x33C4,0x33D5,0x3007,0x2713,0x2714,0x221A,0x2610,0x2611,0x2612}
RARE=R(0x3400,0x4DBF)|R(0x20000,0x323AF)|R(0x9FB0,0x9FFF)      # whatever the font has of the extension blocks
COMMON=S.tygf|S.gb2312|S.compat                       # 8105 + GB2312
L2=S.gbL2_han|{c for c in R(0x9FF0,0x9FFF)|R(0x4DB6,0x4DBF)}
L3B=S.gbL3_han&(R(0x20000,0x2FFFF))
JOBS={ # file: (source, charset, family, style, weight, licence id, tabular digits?)
 'GkSong-Regular.ttf': ('serif400',SYM|L2,'Gk Song','Regular',400,'OFL-NotoSerifSC',True),
 'GkTitle-Bold.ttf':   ('serif700',SYM_SMALL|COMMON,'Gk Title','Bold',700,'OFL-NotoSerifSC',True),
 'GkHei-Medium.ttf':   ('sans500',SYM_SMALL|COMMON,'Gk Hei','Medium',500,'OFL-NotoSansSC',True),
 'GkKai-Regular.ttf':  ('kai',(SYM_SMALL-{0x2018,0x2019,0x201C,0x201D})|COMMON|RARE,   # its quotes are Latin-narrow: let the stack take full-width ones from Song
                       'Gk Kai','Regular',400,'OFL-LXGWWenKai',False),
 'GkFang-Regular.ttf': ('fang',SYM_SMALL|S.gbL2_han,'Gk Fang','Regular',400,'GPL-3-FE-Fandol',False),
 'optional/GkRare-Regular.ttf': ('hanab',L3B,'Gk Rare','Regular',400,'Hanazono',False),
}
def rename(f,family,style,ps,lic,version):
    nm=f['name']; copyright=nm.getDebugName(0) or ''
    keep={0:copyright,1:family,2:'Regular' if style not in('Bold',) else 'Bold',3:ps+';'+version,4:family+' '+style,5:version,6:ps,13:lic}
    nm.names=[]
    for i,v in keep.items(): nm.setName(v,i,3,1,0x409)
def tabular(f):
    cm=f.getBestCmap(); hm=f['hmtx']; glyf=f['glyf']
    names=[cm[c] for c in range(0x30,0x3A)]; w=max(hm[n][0] for n in names)
    w=round(w/5)*5
    for n in names:
        aw,lsb=hm[n]; dx=(w-aw)//2; g=glyf[n]
        assert not g.isComposite()
        g.coordinates.translate((dx,0)); g.recalcBounds(glyf); hm[n]=(w,g.xMin)
def build(name,outdir):
    src,chars,family,style,wt,lic,tab=JOBS[name]; t=time.time()
    f=TTFont(SRC[src],recalcTimestamp=False); f.flavor=None
    have=set(f.getBestCmap())
    o=subset.Options(); o.layout_features=[]; o.hinting=False; o.notdef_outline=True; o.name_IDs=['*']; o.name_legacy=True; o.name_languages=['*']
    o.drop_tables+=['GSUB','GPOS','GDEF','BASE','STAT','vhea','vmtx','VORG','DSIG','gasp','prep','fpgm','cvt ','FFTM','meta']
    o.glyph_names=False; o.legacy_cmap=False; o.symbol_cmap=False; o.recalc_bounds=True; o.recalc_timestamp=False; o.canonical_order=True
    s=subset.Subsetter(o); s.populate(unicodes=chars&have); s.subset(f)
    if 'CFF ' in f: otf2ttf(f,MAX_ERR)
    for tname in ('GSUB','GPOS','GDEF','BASE','STAT','vhea','vmtx','DSIG','gasp','prep','fpgm','cvt ','FFTM'):
        if tname in f: del f[tname]
    if 0xA0 in have and 0xA0 not in f.getBestCmap(): pass
    if tab: tabular(f)
    f['post'].formatType=3.0; f['OS/2'].usWeightClass=wt
    ps=os.path.basename(name)[:-4]
    rename(f,family,style,ps,LICTXT[lic],'Version 1.000; from '+os.path.basename(SRC[src]))
    p=os.path.join(outdir,name); os.makedirs(os.path.dirname(p),exist_ok=True); f.save(p)
    # verify: every kept han glyph has an outline
    g=TTFont(p,lazy=True); cm=g.getBestCmap(); loca=g['loca'].locations; gid={n:i for i,n in enumerate(g.getGlyphOrder())}
    blank=[c for c in cm if c>0x2E7F and c!=0x3000 and loca[gid[cm[c]]+1]==loca[gid[cm[c]]]]
    for c in blank: pass
    cps=set(cm); d=open(p,'rb').read()
    info=dict(file=name,source=os.path.relpath(SRC[src],ROOT),family=family,license=lic,bytes=len(d),sha256=hashlib.sha256(d).hexdigest(),glyphs=g['maxp'].numGlyphs,chars=len(cps),
      gb2312=len(S.gb2312&cps),tygf8105=len(S.tygf&cps),gb18030_2022_L1=len(S.gbL1_han&cps),L2_extra=len(S.gbL2_extra&cps),L3=len(S.gbL3_han&cps),gb2312_symbols=len(S.gb2312sym&cps),blank=[hex(c) for c in blank],seconds=round(time.time()-t,1))
    print(json.dumps(info,ensure_ascii=False),flush=True); return info
LICTXT={'OFL-NotoSerifSC':'SIL Open Font License 1.1','OFL-NotoSansSC':'SIL Open Font License 1.1','OFL-LXGWWenKai':'SIL Open Font License 1.1',
 'GPL-3-FE-Fandol':'GPL-3.0 with font embedding exception (extended to this version)','Hanazono':'Hanazono Font License'}
if __name__=='__main__':
    ap=argparse.ArgumentParser(); ap.add_argument('out'); ap.add_argument('--only'); a=ap.parse_args()
    infos=[build(n,a.out) for n in JOBS if not a.only or a.only in n]
    json.dump(infos,open(os.path.join(a.out,'MANIFEST%s.json'%('' if not a.only else '.'+a.only)),'w'),ensure_ascii=False,indent=1)
