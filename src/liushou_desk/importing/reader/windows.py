"""The Job Object of Windows and the memory of another process, by ctypes."""

import ctypes
import sys

if sys.platform == "win32":
    from ctypes import wintypes

    _LIMITS = 9  # JobObjectExtendedLimitInformation
    _PROCESS_MEMORY, _DIE_WITH_JOB = 0x100, 0x2000
    _SET_QUOTA, _TERMINATE, _ASK, _READ = 0x100, 0x1, 0x1000, 0x10

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Memory(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel.K32GetProcessMemoryInfo.argtypes = (
        wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip

    class Job:
        """A job that ends its process when it is let go."""

        def __init__(self, handle: int) -> None:
            self._handle = handle

        def __del__(self) -> None:
            _kernel.CloseHandle(self._handle)

    def put_into_a_job(process: int, most: int) -> Job | None:
        """Limit a process; None where Windows does not let us: then the parent's watch is all."""
        handle = _kernel.CreateJobObjectW(None, None)
        opened = _kernel.OpenProcess(_SET_QUOTA | _TERMINATE, False, process)
        if not handle or not opened:
            return None
        limits = _Extended()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _DIE_WITH_JOB
        limits.ProcessMemoryLimit = most
        _kernel.SetInformationJobObject(
            handle, _LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        _kernel.AssignProcessToJobObject(handle, opened)
        _kernel.CloseHandle(opened)
        return Job(handle)

    def held_by(process: int) -> int:
        """The memory a process has asked for in bytes; 0 where nobody can tell."""
        opened = _kernel.OpenProcess(_ASK | _READ, False, process)
        if not opened:
            return 0
        memory = _Memory()
        memory.cb = ctypes.sizeof(memory)
        _kernel.K32GetProcessMemoryInfo(opened, ctypes.byref(memory), memory.cb)
        _kernel.CloseHandle(opened)
        return int(memory.PagefileUsage)
