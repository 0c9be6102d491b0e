"""Static check of the Windows bundle: every library that a program file asks for is there, or is one of Windows itself.

Run with the Windows interpreter (it has pefile): ``python check_imports.py FOLDER``. Wine answers for libraries that a real Windows may
not have, so this looks at the files alone: all are 64-bit, none is wine's or a stand-in for testing. Exit code 1 with the list of problems.
"""

import sys
from pathlib import Path

import pefile

# Libraries that every Windows 10 from build 17763 on has.
NAMES = """
advapi32 authz avrt bcrypt bcryptprimitives cabinet cfgmgr32 comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9
d3dcompiler_47 dbghelp dcomp dnsapi dwmapi dwrite dxgi dxva2 gdi32 gdiplus hid icuin icuuc imm32 iphlpapi kernel32
kernelbase mf mfplat mfreadwrite mpr msacm32 msi msimg32 mswsock msvcrt ncrypt netapi32 normaliz ntdll ole32 oleacc
oleaut32 opengl32 pdh powrprof propsys psapi rpcrt4 runtimeobject secur32 setupapi shcore shell32 shlwapi
synchronization ucrtbase uiautomationcore urlmon user32 userenv usp10 uxtheme version winhttp wininet winmm winspool
wintrust wldap32 ws2_32 wsock32 wtsapi32 dxcore
"""
OF_WINDOWS = set(NAMES.split())
NEVER = {"bcryptprimitives.dll", "icuuc.dll", "ntdll.dll", "kernel32.dll"}  # of Windows or stand-ins for testing: not ours to ship
AMD64 = 0x8664


def imports(image):
    for directory in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(image, directory, []):
            yield entry.dll.decode("ascii", "replace").lower()


def problems(folder):
    """(number of program files, sentences)."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in {".exe", ".dll", ".pyd"}]
    there = {path.name.lower() for path in files}
    found = ["%s does not belong into the bundle" % name for name in sorted(there & NEVER)]
    for path in files:
        content = path.read_bytes()
        if b"Wine builtin DLL" in content[:512] or b"Wine placeholder DLL" in content[:512]:
            found.append("%s is wine's" % path.name)
        image = pefile.PE(data=content, fast_load=True)
        if image.FILE_HEADER.Machine != AMD64:
            found.append("%s is not 64-bit" % path.name)
        image.parse_data_directories([1, 13])
        for name in imports(image):
            stem = name.rsplit(".", 1)[0]
            if name not in there and stem not in OF_WINDOWS and not name.startswith(("api-ms-win-", "ext-ms-")):
                found.append("%s needs %s, which is neither here nor a part of Windows" % (path.name, name))
    return len(files), found


def main():
    number, found = problems(Path(sys.argv[1]))
    print("%d program files checked, %d problems" % (number, len(found)))
    print("\n".join(found))
    return 1 if found or number < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
