"""What Excel, WPS, LibreOffice and Word put on the clipboard for small tables, as they write it (styles shortened)."""

EXCEL_HTML = """Version:1.0\r
StartHTML:0000000105\r
EndHTML:0000001821\r
StartFragment:0000000987\r
EndFragment:0000001769\r
<html xmlns:v="urn:schemas-microsoft-com:vml"\r
xmlns:o="urn:schemas-microsoft-com:office:office"\r
xmlns:x="urn:schemas-microsoft-com:office:excel"\r
xmlns="http://www.w3.org/TR/REC-html40">\r
\r
<head>\r
<meta http-equiv=Content-Type content="text/html; charset=utf-8">\r
<meta name=ProgId content=Excel.Sheet>\r
<style>\r
<!--table\r
	{mso-displayed-decimal-separator:"\\.";\r
	mso-displayed-thousand-separator:"\\,";}\r
td\r
	{padding-top:1px;\r
	mso-ignore:padding;\r
	white-space:nowrap;}\r
.xl65\r
	{mso-number-format:"\\@";}\r
.xl66\r
	{mso-number-format:"\\#\\,\\#\\#0\\.00";}\r
-->\r
</style>\r
</head>\r
\r
<body link="#0563C1" vlink="#954F72">\r
\r
<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse:\r
 collapse;width:192pt'>\r
<!--StartFragment-->\r
 <col width=64 span=4 style='width:48pt'>\r
 <tr height=19 style='height:14.25pt'>\r
  <td height=19 class=xl65 width=64 style='height:14.25pt;width:48pt'>2060101</td>\r
  <td class=xl65 width=64 style='width:48pt'>行政运行</td>\r
  <td class=xl66 align=right width=64 style='width:48pt'><span\r
  style='mso-spacerun:yes'>&nbsp;</span>1,234.50<span\r
  style='mso-spacerun:yes'>&nbsp;</span></td>\r
  <td rowspan=2 class=xl67 width=64 style='width:48pt'>同一<br>\r
    说明</td>\r
 </tr>\r
 <tr height=19 style='height:14.25pt'>\r
  <td height=19 class=xl65 style='height:14.25pt'>2060199</td>\r
  <td class=xl65>其他科学技术\r
  管理事务支出</td>\r
  <td class=xl66 align=right>(12.30)</td>\r
 </tr>\r
<!--EndFragment-->\r
 <![if supportMisalignedColumns]>\r
 <tr height=0 style='display:none'>\r
  <td width=64 style='width:48pt'></td>\r
 </tr>\r
 <![endif]>\r
</table>\r
\r
</body>\r
\r
</html>\r
"""
EXCEL_TEXT = '2060101\t行政运行\t 1,234.50 \t"同一\n说明"\r\n2060199\t其他科学技术管理事务支出\t(12.30)\t\r\n'

WPS_HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name="Generator" content="Kingsoft ET"/><style>.et2{mso-number-format:"\\#\\,\\#\\#0\\.00";}</style></head>
<body><!--StartFragment--><table width="216" border="0" cellpadding="0" cellspacing="0" style='width:162.00pt;border-collapse:collapse;'>
<col width="72" span="3" style='width:54.00pt;'/>
<tr height="18"><td class="et1" x:str="" height="18">行政运行</td><td class="et2" align="right" x:num="241.30999999999997">241.31 </td><td class="et2" align="right" x:num="0.5">50.00%</td></tr>
<tr height="18"><td class="et1" x:str="" height="18">报告日期</td><td class="et3" x:num="45292">2024/1/1</td><td class="et2" x:num="1234567.89">123.46</td></tr>
<!--EndFragment--></table></body></html>
"""

LIBRE_HTML = """<!DOCTYPE html>

<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; border:1px solid black; padding:0.5em;  }
		comment { display:none;  }
	</style>
</head>

<body>
<table cellspacing="0" border="0">
	<colgroup width="85"></colgroup>
	<colgroup span="2" width="85"></colgroup>
	<tr>
		<td height="17" align="left" sdval="2060101" sdnum="2052;2052;@">2060101</td>
		<td colspan=2 align="right" sdval="1234.5678" sdnum="2052;0;#,##0.00">1,234.57</td>
		</tr>
	<tr>
		<td height="17" align="left">合计</td>
		<td align="right" sdval="-0.125" sdnum="2052;0;#,##0.00">-0.13</td>
		<td align="left"><br></td>
	</tr>
</table>
<!-- ************************************************************************** -->
</body>

</html>
"""

WORD_HTML = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>p.MsoNormal{margin:0cm}</style></head><body>
<!--StartFragment--><table class=MsoTableGrid border=1><tr><td width=277 valign=top><p class=MsoNormal><span style='mso-hide:all;display:none'>藏</span>行政运行<o:p></o:p></p></td>
<td><p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p><p class=MsoNormal>第二段</p></td></tr></table><!--EndFragment--></body></html>
"""
