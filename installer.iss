; Windows 安装程序 (Inno Setup 6.3 or later). From the top folder, after PyInstaller has made the payload:
;
;     ISCC installer.iss        -> dist\留守工作台-<version>-安装.exe
;
; The version is that of the frozen program, which has it from pyproject.toml. The program is installed
; for the present user alone, so that nobody needs an administrator. Program and data never mix: what the
; office wrote lies in %LOCALAPPDATA%\LiuShouDesk, and nothing here names that folder.

#ifndef Payload
  #define Payload "dist\留守工作台"
#endif
#define AppName "留守工作台"
#define AppExe AppName + ".exe"
#define Program AddBackslash(SourcePath) + Payload + "\" + AppExe
#if !FileExists(Program)
  #error The payload is missing: run PyInstaller with resources\packaging\app.spec first
#endif
#define AppVer GetStringFileInfo(Program, PRODUCT_VERSION)
#if AppVer != ReadIni(AddBackslash(SourcePath) + "pyproject.toml", "project", "version")
  #error The payload is of another version than pyproject.toml: run PyInstaller again
#endif
#define Id "6B1E7C52-3C0E-4B57-9D0A-5E2C1F7A9B34"
; The program holds it while it runs: on_windows.py.
#define Mark "LiuShouDesk-" + Id
#define FileType "LiuShouDesk.OfficeFile"

[Setup]
AppId={{{#Id}}
AppMutex={#Mark}
AppName={#AppName}
AppVersion={#AppVer}
AppVerName={#AppName} {#AppVer}
AppPublisher=LiuShou Desk
VersionInfoVersion={#AppVer}
VersionInfoProductName={#AppName}
VersionInfoDescription={#AppName} 安装程序
; Not {autopf}: the same place for one user, and known to wine too.
DefaultDirName={localappdata}\Programs\LiuShouDesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=dist
OutputBaseFilename={#AppName}-{#AppVer}-安装
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
SetupIconFile=resources\icon\liushou-desk.ico
UninstallDisplayName={#AppName}
UninstallDisplayIcon={app}\{#AppExe}
; Setup refuses while the program runs, and never closes it: what is half typed is the clerk's.
CloseApplications=no
ChangesAssociations=yes
ShowLanguageDialog=no

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl,resources\packaging\zh.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[InstallDelete]
; A part that a new version no longer has would otherwise stay and be found.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Payload}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "LICENSE"; DestDir: "{app}"; DestName: "许可证.txt"; Flags: ignoreversion

[Registry]
; A double click opens an office file. One named .db by an earlier version is only offered to the program.
Root: HKCU; Subkey: "Software\Classes\.liushou"; ValueType: string; ValueData: "{#FileType}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\.liushou\OpenWithProgids"; ValueType: string; ValueName: "{#FileType}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\.db\OpenWithProgids"; ValueType: string; ValueName: "{#FileType}"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\{#FileType}"; ValueType: string; ValueData: "{#AppName}数据文件"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#FileType}\DefaultIcon"; ValueType: string; ValueData: "{app}\{#AppExe},0"
Root: HKCU; Subkey: "Software\Classes\{#FileType}\shell\open\command"; ValueType: string; ValueData: """{app}\{#AppExe}"" ""%1"""

[Icons]
Name: "{userprograms}\{#AppName}"; Filename: "{app}\{#AppExe}"
Name: "{userdesktop}\{#AppName}"; Filename: "{app}\{#AppExe}"; Tasks: desktopicon

[Run]
Filename: "{app}\{#AppExe}"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent

[Code]
const
  Uninstall = 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{{#Id}}_is1';

{ An earlier version cannot read a file that a later one has written. }
function InitializeSetup: Boolean;
var
  Installed: String;
  Theirs, Ours: Int64;
begin
  Result := True;
  if not RegQueryStringValue(HKCU, Uninstall, 'DisplayVersion', Installed) then
    Exit;
  if StrToVersion(Installed, Theirs) and StrToVersion('{#AppVer}', Ours) then
    Result := ComparePackedVersion(Theirs, Ours) <= 0;
  if not Result then
    SuppressibleMsgBox(FmtMessage(CustomMessage('Downgrade'), [Installed, '{#AppVer}']), mbError, MB_OK, IDOK);
end;

{ An early version leaves no mark, but nobody can write to a program that runs. }
function IsRunning: Boolean;
var
  Installed: String;
begin
  Result := CheckForMutexes('{#Mark}');
  Installed := ExpandConstant('{app}\{#AppExe}');
  if Result or not FileExists(Installed) then
    Exit;
  try
    TFileStream.Create(Installed, fmOpenReadWrite or fmShareDenyNone).Free;
  except
    Result := True;
  end;
end;

{ Looked at again before the first file is touched: the program may have been started meanwhile. }
function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  if IsRunning then
    Result := CustomMessage('StillRunning');
end;
