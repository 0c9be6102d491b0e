; The installer: for one user, without administrator rights. Made by windows_installer.py, which defines
; SOURCE OUT VERSION NUMBERS ICON LICENSE KILOBYTES and perhaps BEST. Exit codes of a silent run: 0 done, 3 Windows too old, 4 the program
; runs, 5 a file could not be replaced.
Unicode true
Target amd64-unicode
!ifdef BEST
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!else
  SetCompressor zlib
!endif
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define WINDOW "明账.exe"
!define COMMAND "mingzhang.exe"
!define INSIDE "_internal" ; everything but the two programs; PyInstaller's name for it
!define KEY "Software\Mingzhang"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Mingzhang"
!define TYPE "Mingzhang.Document"
!define CLASSES "Software\Classes"
!define OLDEST_BUILD 17763

Name "$(Program)"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Mingzhang"
InstallDirRegKey HKCU "${KEY}" "Folder"
ManifestDPIAware true
ManifestSupportedOS all
BrandingText "${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 ProductName "明账"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 FileDescription "明账 安装程序"
VIAddVersionKey /LANG=2052 CompanyName "明账"
VIAddVersionKey /LANG=2052 LegalCopyright "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "$(RunNow)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(StaysText)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese" ; first: also for every system language that is not listed
!insertmacro MUI_LANGUAGE "English"

LangString Program ${LANG_SIMPCHINESE} "明账 ${VERSION}"
LangString Program ${LANG_ENGLISH} "Mingzhang ${VERSION}"
LangString RunNow ${LANG_SIMPCHINESE} "现在打开明账"
LangString RunNow ${LANG_ENGLISH} "Open Mingzhang now"
LangString TooOld ${LANG_SIMPCHINESE} "明账需要 64 位的 Windows 10（1809，内部版本 ${OLDEST_BUILD}）或更高版本。这台电脑的 Windows 较旧，没有安装。请先升级 Windows，或换一台电脑。"
LangString TooOld ${LANG_ENGLISH} "Mingzhang needs 64-bit Windows 10 (1809, build ${OLDEST_BUILD}) or newer. The Windows of this computer is older; nothing was installed. Please update Windows or use another computer."
LangString Running ${LANG_SIMPCHINESE} "明账正在运行（或者它的文件正被占用），没有改动任何文件。请保存并关闭所有明账窗口后重试。"
LangString Running ${LANG_ENGLISH} "Mingzhang is running (or its files are in use); nothing was changed. Please save, close all its windows and try again."
LangString NotReplaced ${LANG_SIMPCHINESE} "有文件没有换成新的，可能正被杀毒软件检查：$INSTDIR。请稍后重新运行安装程序；您的文档没有改动。"
LangString NotReplaced ${LANG_ENGLISH} "Some files could not be replaced, perhaps a virus scanner is looking at them: $INSTDIR. Please run the installer again later; your documents are untouched."
LangString StaysText ${LANG_SIMPCHINESE} "将删除程序。您的文档、备份和选项不会删除：文档在您保存的地方，备份在 $LOCALAPPDATA\mingzhang。"
LangString StaysText ${LANG_ENGLISH} "The program will be removed. Your documents, backups and options stay: documents where you saved them, backups in $LOCALAPPDATA\mingzhang."
LangString ProgramPart ${LANG_SIMPCHINESE} "明账（必需）"
LangString ProgramPart ${LANG_ENGLISH} "Mingzhang (required)"
LangString DesktopPart ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString DesktopPart ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DocumentType ${LANG_SIMPCHINESE} "明账文档"
LangString DocumentType ${LANG_ENGLISH} "Mingzhang document"

; Whether a program of ours in folder ${FOLDER} runs: then Windows lets nobody write into its file. The answer is in $0.
!macro LookForRunning FOLDER
  StrCpy $0 "no"
  !insertmacro LookAtFile "${FOLDER}\${WINDOW}"
  !insertmacro LookAtFile "${FOLDER}\${COMMAND}"
!macroend
!macro LookAtFile FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $1 "${FILE}" a
    ${If} ${Errors}
      StrCpy $0 "yes"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

!macro StopWhileRunning FOLDER
  ${Do}
    !insertmacro LookForRunning "${FOLDER}"
    ${If} $0 == "no"
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${Loop}
!macroend

; Only what the installer put there: a person may have saved documents beside it.
!macro RemoveProgram FOLDER
  ${If} ${FileExists} "${FOLDER}\${WINDOW}"
    RMDir /r "${FOLDER}\${INSIDE}"
    Delete "${FOLDER}\${WINDOW}"
    Delete "${FOLDER}\${COMMAND}"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section "$(ProgramPart)" Main
  SectionIn RO
  AddSize ${KILOBYTES}
  ReadRegStr $2 HKCU "${KEY}" "Folder"
  !insertmacro StopWhileRunning "$INSTDIR"
  ${If} $2 != ""
  ${AndIf} $2 != $INSTDIR
    !insertmacro StopWhileRunning "$2"
    !insertmacro RemoveProgram "$2"
    Delete "$2\uninstall.exe"
    RMDir "$2"
  ${EndIf}
  ; What an older version had and this one has not must go, or Python would find it.
  !insertmacro RemoveProgram "$INSTDIR"
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "$(NotReplaced)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\明账.lnk" "$INSTDIR\${WINDOW}"

  WriteRegStr HKCU "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${CLASSES}\.mz" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\.mz\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(DocumentType)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" '"$INSTDIR\${WINDOW}",0'
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "明账"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" '"$INSTDIR\${WINDOW}",0'
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "明账"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the icons of .mz files
SectionEnd

Section "$(DesktopPart)" Desktop
  CreateShortcut "$DESKTOP\明账.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

Section "Uninstall"
  !insertmacro StopWhileRunning "$INSTDIR"
  !insertmacro RemoveProgram "$INSTDIR"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays when something of the person lies in it
  Delete "$SMPROGRAMS\明账.lnk"
  Delete "$DESKTOP\明账.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.mz" ""
  ${If} $0 == "${TYPE}"
    DeleteRegKey HKCU "${CLASSES}\.mz"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
