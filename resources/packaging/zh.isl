; 安装程序的中文 (our own translation). It is stacked on Default.isl; what is not said here stays English,
; and that is only what this installer never shows: passwords, licence pages, components, further disks,
; downloads, administrator's rights.

[LangOptions]
LanguageName=简体中文
LanguageID=$0804
DialogFontName=Microsoft YaHei UI
DialogFontSize=9
WelcomeFontName=Microsoft YaHei UI
WelcomeFontSize=14

[Messages]
SetupAppTitle=安装
SetupWindowTitle=安装 - %1
UninstallAppTitle=卸载
UninstallAppFullTitle=卸载 %1

InformationTitle=提示
ConfirmTitle=请确认
ErrorTitle=出错

SetupLdrStartupMessage=即将安装%1，是否继续？
LdrCannotCreateTemp=无法建立临时文件，安装已停止
LdrCannotExecTemp=无法运行临时文件夹中的文件，安装已停止

LastErrorMessage=%1。%n%n错误 %2：%3
SetupFileMissing=安装包里缺少文件 %1，请重新取一份安装程序。
SetupFileCorrupt=安装程序已损坏，请重新取一份。
SetupFileCorruptOrWrongVer=安装程序已损坏或版本不对，请重新取一份。
InvalidParameter=命令行里有无法识别的参数：%n%n%1
SetupAlreadyRunning=安装程序已经在运行。
WindowsVersionNotSupported=这台电脑的 Windows 版本不能运行本程序。
WindowsServicePackRequired=本程序需要 %1 Service Pack %2 或更高版本。
NotOnThisPlatform=本程序不能在 %1 上运行。
OnlyOnThisPlatform=本程序只能在 %1 上运行。
OnlyOnTheseArchitectures=本程序只能安装在下列处理器的 Windows 上：%n%n%1
WinVersionTooLowError=本程序需要 %1 %2 或更高版本。
WinVersionTooHighError=本程序不能安装在 %1 %2 或更高版本上。
SetupAppRunningError=%1 正在运行。%n%n请先关闭它，再点“确定”继续，或点“取消”退出。
UninstallAppRunningError=%1 正在运行。%n%n请先关闭它，再点“确定”继续，或点“取消”退出。

ErrorCreatingDir=无法建立文件夹“%1”
ErrorTooManyFilesInDir=文件夹“%1”里的文件太多，无法再建立文件

ExitSetupTitle=退出安装
ExitSetupMessage=安装还没有完成。现在退出，程序不会装上。%n%n以后可以重新运行安装程序。%n%n确定退出吗？
AboutSetupMenuItem=关于安装程序(&A)……
AboutSetupTitle=关于安装程序
AboutSetupMessage=%1 %2%n%3%n%n%1 主页：%n%4

ButtonBack=< 上一步(&B)
ButtonNext=下一步(&N) >
ButtonInstall=安装(&I)
ButtonOK=确定
ButtonCancel=取消
ButtonYes=是(&Y)
ButtonYesToAll=全部选是(&A)
ButtonNo=否(&N)
ButtonNoToAll=全部选否(&O)
ButtonFinish=完成(&F)
ButtonBrowse=浏览(&B)……
ButtonWizardBrowse=浏览(&R)……
ButtonNewFolder=新建文件夹(&M)

SelectLanguageTitle=选择语言
SelectLanguageLabel=请选择安装时使用的语言。

ClickNext=点“下一步”继续，点“取消”退出。
BrowseDialogTitle=选择文件夹
BrowseDialogLabel=请在下面选择一个文件夹，再点“确定”。
NewFolderName=新建文件夹

WelcomeLabel1=安装[name]
WelcomeLabel2=即将在这台电脑上安装[name/ver]。%n%n建议先关闭其他程序。

WizardSelectDir=安装位置
SelectDirDesc=[name]装在哪里？
SelectDirLabel3=[name]将装到下面的文件夹。
SelectDirBrowseLabel=点“下一步”继续。要换一个文件夹，请点“浏览”。
DiskSpaceGBLabel=至少需要 [gb] GB 磁盘空间。
DiskSpaceMBLabel=至少需要 [mb] MB 磁盘空间。
CannotInstallToNetworkDrive=不能安装到网络磁盘。
CannotInstallToUNCPath=不能安装到网络路径。
InvalidPath=请写出带盘符的完整路径，例如：%n%nC:\APP%n%n或网络路径：%n%n\\server\share
InvalidDrive=所选的磁盘或网络位置不存在或不能访问，请另选一个。
DiskSpaceWarningTitle=磁盘空间不足
DiskSpaceWarning=安装至少需要 %1 KB，所选磁盘只有 %2 KB。%n%n仍要继续吗？
DirNameTooLong=文件夹的名称或路径太长。
InvalidDirName=文件夹名称不对。
BadDirName32=文件夹名称不能含有下列字符：%n%n%1
DirExistsTitle=文件夹已存在
DirExists=文件夹%n%n%1%n%n已经存在。仍要装到这里吗？
DirDoesntExistTitle=文件夹不存在
DirDoesntExist=文件夹%n%n%1%n%n不存在。要建立它吗？

WizardSelectTasks=附加选项
SelectTasksDesc=安装时还要做什么？
SelectTasksLabel2=请选择安装[name]时要做的其他事，再点“下一步”。

WizardReady=可以安装了
ReadyLabel1=安装[name]的准备已经做好。
ReadyLabel2a=点“安装”开始；要查看或修改设置，请点“上一步”。
ReadyLabel2b=点“安装”开始。
ReadyMemoDir=安装位置：
ReadyMemoGroup=开始菜单文件夹：
ReadyMemoTasks=附加选项：

WizardPreparing=准备安装
PreparingDesc=正在准备安装[name]。
PreviousInstallNotCompleted=上一次安装或卸载还没有完成，需要先重新启动电脑。%n%n重新启动后，请再次运行安装程序，完成[name]的安装。
CannotContinue=安装不能继续，请点“取消”退出。
ApplicationsFound=下列程序正在使用要更新的文件，建议让安装程序关闭它们。
ApplicationsFound2=下列程序正在使用要更新的文件，建议让安装程序关闭它们。装好以后会重新打开。
CloseApplications=自动关闭这些程序(&A)
DontCloseApplications=不关闭这些程序(&D)
ErrorCloseApplications=有的程序没能自动关闭。请先关闭正在使用这些文件的程序，再继续安装。
PrepareToInstallNeedsRestart=需要重新启动电脑。重新启动后，请再次运行安装程序，完成[name]的安装。%n%n现在重新启动吗？

WizardInstalling=正在安装
InstallingLabel=正在安装[name]，请稍候。

FinishedHeadingLabel=[name]已经装好
FinishedLabelNoIcons=[name]已经装好。
FinishedLabel=[name]已经装好，可以从开始菜单打开。
ClickFinish=点“完成”退出。
FinishedRestartLabel=要完成[name]的安装，需要重新启动电脑。现在重新启动吗？
FinishedRestartMessage=要完成[name]的安装，需要重新启动电脑。%n%n现在重新启动吗？
YesRadio=是，现在重新启动(&Y)
NoRadio=否，以后自己重新启动(&N)
RunEntryExec=运行 %1
RunEntryShellExec=查看 %1

SetupAborted=安装没有完成。%n%n请解决问题后重新运行安装程序。
AbortRetryIgnoreSelectAction=请选择
AbortRetryIgnoreRetry=重试(&T)
AbortRetryIgnoreIgnore=忽略错误，继续安装(&I)
AbortRetryIgnoreCancel=取消安装

StatusClosingApplications=正在关闭程序……
StatusCreateDirs=正在建立文件夹……
StatusExtractFiles=正在复制文件……
StatusCreateIcons=正在建立快捷方式……
StatusCreateIniEntries=正在写入设置……
StatusCreateRegistryEntries=正在写入注册表……
StatusRegisterFiles=正在登记文件……
StatusSavingUninstall=正在保存卸载信息……
StatusRunProgram=即将完成……
StatusRestartingApplications=正在重新打开程序……
StatusRollback=正在恢复原状……

ErrorInternal2=内部错误：%1
ErrorFunctionFailedNoCode=%1 没有成功
ErrorFunctionFailed=%1 没有成功，代码 %2
ErrorFunctionFailedWithMessage=%1 没有成功，代码 %2。%n%3
ErrorExecutingProgram=无法运行文件：%n%1
ErrorRegOpenKey=无法打开注册表项：%n%1\%2
ErrorRegCreateKey=无法建立注册表项：%n%1\%2
ErrorRegWriteKey=无法写入注册表项：%n%1\%2

FileAbortRetryIgnoreSkipNotRecommended=跳过这个文件(&S)（不建议）
FileAbortRetryIgnoreIgnoreNotRecommended=忽略错误，继续安装(&I)（不建议）
SourceIsCorrupted=安装包里的文件已损坏
SourceDoesntExist=安装包里没有文件“%1”
ExistingFileReadOnly2=原有文件是只读的，无法替换。
ExistingFileReadOnlyRetry=去掉只读，再试一次(&R)
ExistingFileReadOnlyKeepExisting=保留原有文件(&K)
ErrorReadingExistingDest=读取原有文件时出错：
FileExistsSelectAction=请选择
FileExists2=文件已经存在。
FileExistsOverwriteExisting=替换原有文件(&O)
FileExistsKeepExisting=保留原有文件(&K)
FileExistsOverwriteOrKeepAll=以后都这样处理(&D)
ExistingFileNewerSelectAction=请选择
ExistingFileNewer2=原有文件比要安装的更新。
ExistingFileNewerOverwriteExisting=替换原有文件(&O)
ExistingFileNewerKeepExisting=保留原有文件(&K)（建议）
ExistingFileNewerOverwriteOrKeepAll=以后都这样处理(&D)
ErrorChangingAttr=修改原有文件的属性时出错：
ErrorCreatingTemp=在安装位置建立文件时出错：
ErrorReadingSource=读取安装包里的文件时出错：
ErrorCopying=复制文件时出错：
ErrorReplacingExistingFile=替换原有文件时出错：
ErrorRestartReplace=重新启动后替换文件没有成功：
ErrorRenamingTemp=在安装位置给文件改名时出错：

UninstallDisplayNameMark32Bit=32位
UninstallDisplayNameMark64Bit=64位
UninstallDisplayNameMarkAllUsers=所有用户
UninstallDisplayNameMarkCurrentUser=当前用户

ErrorRestartingComputer=无法自动重新启动电脑，请手动重新启动。

UninstallNotFound=文件“%1”不存在，无法卸载。
UninstallOpenError=文件“%1”打不开，无法卸载
UninstallUnsupportedVer=卸载记录“%1”的格式无法识别，无法卸载
UninstallUnknownEntry=卸载记录里有无法识别的一项（%1）
ConfirmUninstall=确定卸载%1吗？%n%n只删除程序。数据文件和备份都留在原处，重新安装后可以继续使用。
UninstallOnlyOnWin64=只能在64位 Windows 上卸载。
UninstallStatusLabel=正在卸载%1，请稍候。
UninstalledAll=%1已经卸载。数据文件和备份都留在原处。
UninstalledMost=%1已经卸载。%n%n有几个程序文件没能删除，可以手动删除。数据文件和备份都留在原处。
UninstalledAndNeedsRestart=要完成%1的卸载，需要重新启动电脑。%n%n现在重新启动吗？
UninstallDataCorrupted=文件“%1”已损坏，无法卸载
WizardUninstalling=卸载
StatusUninstalling=正在卸载%1……

ShutdownBlockReasonInstallingApp=正在安装%1。
ShutdownBlockReasonUninstallingApp=正在卸载%1。

[CustomMessages]
NameAndVersion=%1 %2
AdditionalIcons=快捷方式：
CreateDesktopIcon=在桌面上放一个图标
UninstallProgram=卸载%1
LaunchProgram=打开%1
Downgrade=这台电脑上装的是更新的 %1 版，没有换成 %2 版。程序和数据都没有改动。%n%n新版本用过的数据文件，旧版本打不开。确实要换回旧版本，请先卸载，再安装；卸载不会删除数据文件。
StillRunning=留守工作台正在运行，没有安装。程序和数据都没有改动。%n%n请关闭它的全部窗口，再点“上一步”，重新安装。
