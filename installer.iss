; Windows 安装程序 (Inno Setup 6.3 or later). From the top folder, after PyInstaller has made the payload:
;
;     ISCC /DAppVer=0.1.0 installer.iss        -> dist\留守工作台-0.1.0-安装.exe
;
; AppVer is the version in pyproject.toml. The program is installed for the present user alone, so that
; nobody needs an administrator. Program and data never mix: what the office wrote lies in
; %LOCALAPPDATA%\LiuShouDesk, and nothing here names that folder.

#ifndef AppVer
  #error Say which version: ISCC /DAppVer=0.1.0 installer.iss
#endif
#ifndef Payload
  #define Payload "dist\留守工作台"
#endif
#define AppName "留守工作台"
#define AppExe AppName + ".exe"
#if !FileExists(AddBackslash(SourcePath) + Payload + "\" + AppExe)
  #error The payload is missing: run PyInstaller with resources\packaging\app.spec first
#endif

[Setup]
AppId={{6B1E7C52-3C0E-4B57-9D0A-5E2C1F7A9B34}
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
; An open program is asked to close, which saves; it is not started again behind the clerk's back.
CloseApplications=yes
RestartApplications=no
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

[Icons]
Name: "{userprograms}\{#AppName}"; Filename: "{app}\{#AppExe}"
Name: "{userdesktop}\{#AppName}"; Filename: "{app}\{#AppExe}"; Tasks: desktopicon

[Run]
Filename: "{app}\{#AppExe}"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent
