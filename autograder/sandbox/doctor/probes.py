"""What a student's code might try, as small programs: the questions that ``autograder doctor`` asks a worker.

A probe is a cell that defines ``probe(t)``.  A true result means that the way is open; false, or an exception that
says no, means that it is closed.  Each is harmless where it succeeds, also for root: signals are signal 0, calls
that would do damage are made with arguments that the kernel refuses after looking at them.

``t`` tells what there is to attack: ``folder`` and in it ``secret`` and ``victim``, files that stand for those of
the course; ``graders``, the folder of the hidden tests; ``home``; ``devices``; ``grader`` and ``sibling``, process
ids; ``port``, ``socket`` and ``abstract``, where the grader listens; ``environment``, names of its variables.
Besides, ``disk_bytes`` of the work folder and ``numbers`` of system calls.
"""

# No `from __future__ import annotations`: the text of what follows is run where nothing of this module is known, and what stands in
# quotes is left alone there.
import _thread
import ctypes
import errno
import fcntl
import importlib
import inspect
import os
import resource
import socket
import stat
import struct
import sys
import termios
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.language import N_
from autograder.sandbox.seal.profiles import ONE_THREAD, PROFILES
from autograder.sandbox.seal.tiers import TIERS

Target = dict[str, Any]

_ALL = TIERS
_WITH_NAMESPACES = ("A", "B")

FILES = N_("文件")
PROCESSES = N_("进程")
NETWORK = N_("网络")
KERNEL = N_("内核")
RESOURCES = N_("资源")
TERMINAL = N_("终端")
INHERITED = N_("遗留")


@dataclass(frozen=True)
class Probe:
    """One way out.

    ``tiers`` promise that it is closed, to workers of these ``profiles``.  ``fatal``: trying may cost the worker its life,
    which is an answer too.
    """

    group: str
    name: str
    tries: str
    code: str
    tiers: tuple[str, ...] = _ALL
    fatal: bool = False
    profiles: tuple[str, ...] = tuple(PROFILES)


libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

# Process ids end below.
NOBODY = 4_194_304


def call(number: int, *arguments: "Any") -> bool:
    if number < 0:
        raise OSError(errno.ENOSYS, "no such call on this machine")
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    result = libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True


def reached(number: int, *arguments: "Any") -> bool:
    # The kernel looked at the arguments: nothing stood in the way of the call itself.
    try:
        return call(number, *arguments)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.EACCES, errno.ENOSYS)


def others(t: "Target") -> "list[int]":
    return [pid for pid in (t["sibling"], t["grader"], os.getppid(), 1) if pid not in (0, os.getpid())]


def any_of(attempt: "Callable[[Any], object]", values: "Iterable[Any]") -> bool:
    for value in values:
        try:
            attempt(value)
            return True
        except OSError:
            pass
    return False


# Run before each probe: what it may use of the above.
PRELUDE = "\n".join(
    [
        "import _thread, ctypes, errno, fcntl, importlib, os, resource, socket, stat, struct, sys, termios, threading",
        "libc = ctypes.CDLL(None, use_errno=True)",
        "libc.syscall.restype = ctypes.c_long",
        f"NOBODY = {NOBODY}",
        *(inspect.getsource(function) for function in (call, reached, others, any_of)),
    ]
)
_found: list[Probe] = []


def _probe(
    group: str,
    tries: str,
    *,
    tiers: tuple[str, ...] = _ALL,
    fatal: bool = False,
    profiles: tuple[str, ...] = tuple(PROFILES),
) -> Callable[[Callable[[Target], object]], Callable[[Target], object]]:
    """Make a probe of a function ``try_…``."""

    def keep(function: Callable[[Target], object]) -> Callable[[Target], object]:
        text = inspect.getsource(function)
        name = function.__name__.removeprefix("try_").replace("_", "-")
        code = "def probe(" + text[text.index("\ndef ") :].partition("(")[2]
        _found.append(Probe(group, name, tries, code, tiers, fatal, profiles))
        return function

    return keep


@_probe(FILES, N_("读课程文件夹里的文件"))
def try_read_course(t: "Target") -> object:
    return open(t["secret"]).read()


@_probe(FILES, N_("列出并读隐藏测试"))
def try_read_hidden_tests(t: "Target") -> object:
    return os.listdir(t["graders"])


@_probe(FILES, N_("列出主目录"))
def try_list_home(t: "Target") -> object:
    return os.listdir(t["home"])


@_probe(FILES, N_("列出 ~/.ssh"))
def try_list_ssh(t: "Target") -> object:
    return os.path.isdir(t["home"] + "/.ssh") and os.listdir(t["home"] + "/.ssh")


@_probe(FILES, N_("列出 /"))
def try_list_root(t: "Target") -> object:
    return os.listdir("/")


@_probe(FILES, N_("列出临时目录"))
def try_list_tmp(t: "Target") -> object:
    return os.listdir(os.path.dirname(t["folder"]))


@_probe(FILES, N_("读 /etc/passwd"))
def try_read_passwd(t: "Target") -> object:
    return open("/etc/passwd").read()


@_probe(FILES, N_("读 /etc/shadow"))
def try_read_shadow(t: "Target") -> object:
    return open("/etc/shadow").read()


@_probe(FILES, N_("通过符号链接读"))
def try_symlink(t: "Target") -> object:
    os.symlink(t["secret"], "link")
    return open("link").read()


@_probe(FILES, N_("通过硬链接读"))
def try_hard_link(t: "Target") -> object:
    os.link(t["secret"], "link")
    return open("link").read()


@_probe(FILES, N_("通过 /proc/self/root 读"))
def try_proc_root(t: "Target") -> object:
    return open("/proc/self/root" + t["secret"]).read()


@_probe(FILES, N_("从工作目录一级级往上走"))
def try_parent_folders(t: "Target") -> object:
    here = os.open(".", os.O_PATH)
    for _ in range(20):
        here = os.open("..", os.O_PATH, dir_fd=here)
    return os.read(os.open(t["secret"].lstrip("/"), os.O_RDONLY, dir_fd=here), 9)


@_probe(FILES, N_("绕过路径，用文件句柄打开"))
def try_file_handle(t: "Target") -> object:
    handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128))
    call(
        t["numbers"]["name_to_handle_at"],
        -100,
        os.fsencode(t["secret"]),
        handle,
        ctypes.byref(ctypes.c_int()),
        0,
    )
    base = os.open(os.path.dirname(t["secret"]), os.O_RDONLY)
    return call(t["numbers"]["open_by_handle_at"], base, handle, os.O_RDONLY)


@_probe(FILES, N_("往课程文件夹里写"))
def try_write_course(t: "Target") -> object:
    return open(t["folder"] + "/new", "w").write("x")


@_probe(FILES, N_("改写已有的文件"))
def try_write_victim(t: "Target") -> object:
    return open(t["victim"], "a").write("x")


@_probe(FILES, N_("往 /tmp 里写"))
def try_write_tmp(t: "Target") -> object:
    path = f"/tmp/autograder-probe-{os.getpid()}"
    open(path, "w").close()
    os.unlink(path)
    return True


@_probe(FILES, N_("往 /dev/shm 里写"))
def try_write_shm(t: "Target") -> object:
    path = f"/dev/shm/autograder-probe-{os.getpid()}"
    open(path, "w").close()
    os.unlink(path)
    return True


@_probe(FILES, N_("往 Python 的库目录里写"))
def try_write_library(t: "Target") -> object:
    path = os.path.dirname(os.__file__) + "/autograder-probe.txt"
    open(path, "w").close()
    os.unlink(path)
    return True


@_probe(FILES, N_("删除文件"))
def try_delete(t: "Target") -> object:
    os.unlink(t["victim"])
    return True


@_probe(FILES, N_("移走文件"))
def try_rename(t: "Target") -> object:
    os.rename(t["victim"], t["victim"] + "2")
    return True


@_probe(FILES, N_("清空文件"))
def try_truncate(t: "Target") -> object:
    os.truncate(t["victim"], 0)
    return True


@_probe(FILES, N_("改文件的权限"))
def try_chmod(t: "Target") -> object:
    os.chmod(t["victim"], 0o777)
    return os.stat(t["victim"]).st_mode & 0o777 == 0o777


@_probe(FILES, N_("改文件的主人"))
def try_chown(t: "Target") -> object:
    os.chown(t["victim"], os.getuid(), os.getgid())
    return True


@_probe(FILES, N_("改文件的时间"))
def try_utime(t: "Target") -> object:
    os.utime(t["victim"], (0, 0))
    return os.stat(t["victim"]).st_mtime == 0


@_probe(FILES, N_("改文件的扩展属性"))
def try_xattr(t: "Target") -> object:
    os.setxattr(t["victim"], "user.x", b"x")
    return True


@_probe(FILES, N_("打听文件是否存在、有多大"), tiers=_WITH_NAMESPACES)
def try_stat(t: "Target") -> object:
    return os.stat(t["secret"]).st_size


@_probe(FILES, N_("打听隐藏测试是否存在"), tiers=_WITH_NAMESPACES)
def try_access(t: "Target") -> object:
    return os.access(t["graders"], os.F_OK)


@_probe(FILES, N_("读磁盘设备或物理内存"))
def try_device(t: "Target") -> object:
    return any_of(lambda p: open(p, "rb").close(), t["devices"])


@_probe(FILES, N_("造一个设备文件"))
def try_mknod(t: "Target") -> object:
    os.mknod("d", stat.S_IFBLK | 0o600, os.makedev(7, 0))
    return True


@_probe(FILES, N_("改内核参数"))
def try_sysctl(t: "Target") -> object:
    return os.open("/proc/sys/kernel/hostname", os.O_WRONLY)


@_probe(FILES, N_("改 cgroup"))
def try_cgroup(t: "Target") -> object:
    groups = ["", "unified/", "memory/", "systemd/"]
    return any_of(lambda g: os.open("/sys/fs/cgroup/" + g + "cgroup.procs", os.O_WRONLY), groups)


@_probe(FILES, N_("挂载文件系统"))
def try_mount(t: "Target") -> object:
    os.mkdir("m")
    call(t["numbers"]["mount"], b"tmpfs", b"m", b"tmpfs", 0, 0)
    return call(t["numbers"]["umount2"], b"m", 2)


@_probe(FILES, N_("换根目录"))
def try_chroot(t: "Target") -> object:
    os.chroot(".")
    return True


@_probe(FILES, N_("换掉整个文件树"))
def try_pivot_root(t: "Target") -> object:
    return reached(t["numbers"]["pivot_root"], 0, 0)


@_probe(PROCESSES, N_("读评分器的环境变量"))
def try_proc_environ(t: "Target") -> object:
    return any_of(lambda p: open(f"/proc/{p}/environ").read(), others(t))


@_probe(PROCESSES, N_("打开评分器的内存"))
def try_proc_memory(t: "Target") -> object:
    return any_of(lambda p: open(f"/proc/{p}/mem", "rb").close(), others(t))


@_probe(PROCESSES, N_("列出别的进程"))
def try_proc_listing(t: "Target") -> object:
    return [n for n in os.listdir("/proc") if n.isdigit() and int(n) != os.getpid()]


@_probe(PROCESSES, N_("fork 出一个进程"))
def try_fork(t: "Target") -> object:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)


@_probe(PROCESSES, N_("用 clone3 造进程"))
def try_clone3(t: "Target") -> object:
    return reached(t["numbers"]["clone3"], 0, 0)


@_probe(PROCESSES, N_("造一个共用内存的进程，不是线程"))
def try_shared_memory_process(t: "Target") -> object:
    return reached(t["numbers"]["clone"], 0x20300, 0, 0, 0, 0)


@_probe(PROCESSES, N_("在新的用户命名空间里造一个进程"))
def try_process_in_namespace(t: "Target") -> object:
    return reached(t["numbers"]["clone"], 0x1000_0200, 0, 0, 0, 0)


@_probe(PROCESSES, N_("运行命令（os.system）"))
def try_shell(t: "Target") -> object:
    return os.system("true") == 0


@_probe(PROCESSES, N_("运行命令（posix_spawn）"))
def try_spawn(t: "Target") -> object:
    return os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


@_probe(PROCESSES, N_("变成另一个程序"))
def try_exec(t: "Target") -> object:
    return reached(t["numbers"]["execve"], 0, 0, 0)


@_probe(PROCESSES, N_("变成内存里的程序"))
def try_exec_at(t: "Target") -> object:
    return reached(t["numbers"]["execveat"], -1, 0, 0, 0, 0)


@_probe(PROCESSES, N_("造一个内存里的文件"))
def try_memory_file(t: "Target") -> object:
    return reached(t["numbers"]["memfd_create"], b"x", 0)


@_probe(PROCESSES, N_("开一个线程"), profiles=(ONE_THREAD.name,))
def try_thread(t: "Target") -> object:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return True


@_probe(PROCESSES, N_("开很多线程"))
def try_thread_bomb(t: "Target") -> object:
    threading.stack_size(1 << 18)
    wait = _thread.allocate_lock()
    with wait:
        return [_thread.start_new_thread(wait.acquire, ()) for _ in range(500)]


@_probe(PROCESSES, N_("向评分器或别的学生发信号"))
def try_signal(t: "Target") -> object:
    return any_of(lambda p: os.kill(p, 0), others(t))


@_probe(PROCESSES, N_("向所有进程发信号"))
def try_signal_everybody(t: "Target") -> object:
    os.kill(-1, 0)
    return True


@_probe(PROCESSES, N_("向别的进程的线程发信号"))
def try_signal_thread(t: "Target") -> object:
    return any_of(lambda p: call(t["numbers"]["tgkill"], p, p, 0), others(t))


@_probe(PROCESSES, N_("带数据的信号"))
def try_signal_queue(t: "Target") -> object:
    return reached(t["numbers"]["rt_sigqueueinfo"], NOBODY, 0, 0)


@_probe(PROCESSES, N_("让文件代发信号（F_SETOWN）"))
def try_signal_by_file(t: "Target") -> object:
    return any_of(lambda p: fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, p), others(t))


@_probe(PROCESSES, N_("拿到别的进程的句柄"))
def try_pidfd(t: "Target") -> object:
    return any_of(lambda p: call(t["numbers"]["pidfd_open"], p, 0), others(t))


@_probe(PROCESSES, N_("偷别的进程的文件描述符"))
def try_pidfd_getfd(t: "Target") -> object:
    return reached(t["numbers"]["pidfd_getfd"], -1, 0, 0)


@_probe(PROCESSES, N_("调试别的进程"))
def try_ptrace(t: "Target") -> object:
    return reached(t["numbers"]["ptrace"], 16902, NOBODY, 0, 0)


@_probe(PROCESSES, N_("读别的学生的内存"))
def try_read_memory(t: "Target") -> object:
    here = ctypes.create_string_buffer(8)
    to, source = struct.pack("PN", ctypes.addressof(here), 8), struct.pack("PN", id(None), 8)
    return any_of(lambda p: call(t["numbers"]["process_vm_readv"], p, to, 1, source, 1, 0), others(t))


@_probe(PROCESSES, N_("写别的进程的内存"))
def try_write_memory(t: "Target") -> object:
    return reached(t["numbers"]["process_vm_writev"], NOBODY, 0, 0, 0, 0, 0)


@_probe(PROCESSES, N_("比较进程的内核对象"))
def try_kcmp(t: "Target") -> object:
    return reached(t["numbers"]["kcmp"], NOBODY, NOBODY, 0, 0, 0)


@_probe(PROCESSES, N_("改评分器的优先级"))
def try_priority(t: "Target") -> object:
    return any_of(lambda p: os.setpriority(0, p, os.getpriority(0, p)), others(t))


@_probe(PROCESSES, N_("改评分器用的处理器"))
def try_affinity(t: "Target") -> object:
    return any_of(lambda p: os.sched_setaffinity(p, os.sched_getaffinity(p)), others(t))


@_probe(PROCESSES, N_("改调度策略"))
def try_scheduler(t: "Target") -> object:
    return reached(t["numbers"]["sched_setscheduler"], NOBODY, 0, 0)


@_probe(PROCESSES, N_("看别的进程的限额"))
def try_limits_of_others(t: "Target") -> object:
    return any_of(
        lambda p: call(t["numbers"]["prlimit64"], p, 7, 0, ctypes.create_string_buffer(16)), others(t)
    )


@_probe(PROCESSES, N_("撤销“随评分器一起结束”"))
def try_outlive(t: "Target") -> object:
    return libc.prctl(1, 0, 0, 0, 0) == 0


@_probe(PROCESSES, N_("换用户身份"))
def try_change_user(t: "Target") -> object:
    os.setuid(os.getuid())
    return True


@_probe(PROCESSES, N_("保有特权（capabilities）"))
def try_privileges(t: "Target") -> object:
    return int(open("/proc/self/status").read().split("CapEff:")[1].split()[0], 16)


@_probe(PROCESSES, N_("内存不足时让别人先被结束"))
def try_spare_me(t: "Target") -> object:
    return os.open("/proc/self/oom_score_adj", os.O_WRONLY)


@_probe(NETWORK, N_("连接本机的端口"))
def try_tcp(t: "Target") -> object:
    return socket.create_connection(("127.0.0.1", t["port"]), 1)


@_probe(NETWORK, N_("监听端口"))
def try_tcp_listen(t: "Target") -> object:
    return socket.create_server(("127.0.0.1", 0))


@_probe(NETWORK, N_("IPv6"))
def try_tcp6(t: "Target") -> object:
    return socket.socket(socket.AF_INET6)


@_probe(NETWORK, N_("UDP"))
def try_udp(t: "Target") -> object:
    return socket.socket(type=socket.SOCK_DGRAM)


@_probe(NETWORK, N_("连接文件系统里的套接字"))
def try_unix(t: "Target") -> object:
    socket.socket(socket.AF_UNIX).connect(t["socket"])
    return True


@_probe(NETWORK, N_("连接抽象套接字"))
def try_unix_abstract(t: "Target") -> object:
    socket.socket(socket.AF_UNIX).connect(b"\0" + t["abstract"].encode())
    return True


@_probe(NETWORK, N_("netlink"))
def try_netlink(t: "Target") -> object:
    return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)


@_probe(NETWORK, N_("原始网络包"))
def try_packet(t: "Target") -> object:
    return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)


@_probe(NETWORK, N_("连接虚拟机的宿主（vsock）"))
def try_vsock(t: "Target") -> object:
    return socket.socket(40, socket.SOCK_STREAM)


@_probe(NETWORK, N_("内核的加密接口（AF_ALG）"))
def try_crypto_socket(t: "Target") -> object:
    return socket.socket(38, socket.SOCK_SEQPACKET)


@_probe(KERNEL, "eBPF")
def try_bpf(t: "Target") -> object:
    return reached(t["numbers"]["bpf"], 0, 0, 0)


@_probe(KERNEL, N_("性能计数器"))
def try_perf(t: "Target") -> object:
    return reached(t["numbers"]["perf_event_open"], 0, 0, 0, 0, 0)


@_probe(KERNEL, N_("内核密钥环"))
def try_keyctl(t: "Target") -> object:
    return reached(t["numbers"]["keyctl"], 0, -3, 0)


@_probe(KERNEL, N_("往密钥环里加东西"))
def try_add_key(t: "Target") -> object:
    return reached(t["numbers"]["add_key"], 0, 0, 0, 0, 0)


@_probe(KERNEL, "userfaultfd")
def try_userfaultfd(t: "Target") -> object:
    return reached(t["numbers"]["userfaultfd"], 1)


@_probe(KERNEL, "io_uring")
def try_io_uring(t: "Target") -> object:
    return reached(t["numbers"]["io_uring_setup"], 1, 0)


@_probe(KERNEL, N_("新建用户命名空间"))
def try_user_namespace(t: "Target") -> object:
    return reached(t["numbers"]["unshare"], 0x1000_0000)


@_probe(KERNEL, N_("新建挂载命名空间"))
def try_mount_namespace(t: "Target") -> object:
    return reached(t["numbers"]["unshare"], 0x2_0000)


@_probe(KERNEL, N_("进入别的命名空间"))
def try_setns(t: "Target") -> object:
    return reached(t["numbers"]["setns"], -1, 0)


@_probe(KERNEL, N_("新的挂载接口（fsopen）"))
def try_fsopen(t: "Target") -> object:
    return reached(t["numbers"]["fsopen"], b"tmpfs", 0)


@_probe(KERNEL, N_("新的挂载接口（open_tree）"))
def try_open_tree(t: "Target") -> object:
    return reached(t["numbers"]["open_tree"], -100, b".", 1)


@_probe(KERNEL, N_("改执行特性（关掉地址随机化）"))
def try_personality(t: "Target") -> object:
    return reached(t["numbers"]["personality"], 0xFFFF_FFFF)


@_probe(KERNEL, N_("换掉内核"))
def try_kexec(t: "Target") -> object:
    return reached(t["numbers"]["kexec_load"], 0, 99999, 0, 0)


@_probe(KERNEL, N_("装内核模块"))
def try_module(t: "Target") -> object:
    return reached(t["numbers"]["init_module"], 0, 0, 0)


@_probe(KERNEL, N_("从文件装内核模块"))
def try_module_file(t: "Target") -> object:
    return reached(t["numbers"]["finit_module"], -1, 0, 0)


@_probe(KERNEL, N_("卸内核模块"))
def try_module_removal(t: "Target") -> object:
    return reached(t["numbers"]["delete_module"], 0, 0)


@_probe(KERNEL, N_("重启机器"))
def try_reboot(t: "Target") -> object:
    return reached(t["numbers"]["reboot"], 0, 0, 0, 0)


@_probe(KERNEL, N_("改交换区"))
def try_swap(t: "Target") -> object:
    return reached(t["numbers"]["swapon"], 0, 0)


@_probe(KERNEL, N_("改系统时间"))
def try_clock(t: "Target") -> object:
    return reached(t["numbers"]["clock_settime"], 99999, 0)


@_probe(KERNEL, N_("改主机名"))
def try_hostname(t: "Target") -> object:
    return reached(t["numbers"]["sethostname"], 0, 99999)


@_probe(KERNEL, N_("读内核日志"))
def try_kernel_log(t: "Target") -> object:
    return reached(t["numbers"]["syslog"], 10, 0, 0)


@_probe(KERNEL, N_("改磁盘配额"))
def try_quota(t: "Target") -> object:
    return reached(t["numbers"]["quotactl"], 0, 0, 0, 0)


@_probe(KERNEL, N_("监视文件系统（fanotify）"))
def try_fanotify(t: "Target") -> object:
    return reached(t["numbers"]["fanotify_init"], 0, 0)


@_probe(KERNEL, N_("监视文件（inotify）"))
def try_inotify(t: "Target") -> object:
    return reached(t["numbers"]["inotify_init1"], 0)


@_probe(KERNEL, N_("消息队列"))
def try_message_queue(t: "Target") -> object:
    return reached(t["numbers"]["mq_open"], 0, 0, 0, 0)


@_probe(KERNEL, N_("System V 共享内存"))
def try_shared_memory(t: "Target") -> object:
    return reached(t["numbers"]["shmget"], 24225, 4096, 0)


@_probe(KERNEL, N_("System V 信号量"))
def try_semaphores(t: "Target") -> object:
    return reached(t["numbers"]["semget"], 24225, 1, 0)


@_probe(KERNEL, N_("移动内存页"))
def try_move_pages(t: "Target") -> object:
    return reached(t["numbers"]["move_pages"], 0, 0, 0, 0, 0, 0)


@_probe(KERNEL, N_("在管道之间搬运内存页"))
def try_splice(t: "Target") -> object:
    return reached(t["numbers"]["vmsplice"], -1, 0, 0, 0)


@_probe(KERNEL, N_("锁住内存"))
def try_lock_memory(t: "Target") -> object:
    return reached(t["numbers"]["mlock"], 0, 0)


@_probe(KERNEL, N_("用另一套编号（x32）调用"), fatal=True)
def try_other_numbers(t: "Target") -> object:
    return os.uname().machine == "x86_64" and call(0x40000000 + 39)


@_probe(RESOURCES, N_("要 8 GB 内存"), fatal=True)
def try_memory(t: "Target") -> object:
    return len(bytearray(8 << 30))


@_probe(RESOURCES, N_("死循环"), fatal=True)
def try_loop(t: "Target") -> object:
    while True:
        pass


@_probe(RESOURCES, N_("写一个很大的文件"))
def try_big_file(t: "Target") -> object:
    with open("big", "wb") as file:
        file.seek(1 << 34)
        return file.write(b"x")


@_probe(RESOURCES, N_("写满磁盘"), tiers=_WITH_NAMESPACES)
def try_full_disk(t: "Target") -> object:
    # More than the folder's size, in files of less than the largest.
    for number in range(1 + t["disk_bytes"] // (1 << 20)):
        with open(str(number), "wb", 0) as file:
            if file.write(bytes(1 << 20)) < 1 << 20:
                return False
    return True


@_probe(RESOURCES, N_("造很多文件"), tiers=("A",))
def try_many_files(t: "Target") -> object:
    for number in range(5_000):
        os.symlink("x", str(number))
    return True


@_probe(RESOURCES, N_("打开很多文件"))
def try_descriptors(t: "Target") -> object:
    return [os.open("/dev/null", 0) for _ in range(5000)]


@_probe(RESOURCES, N_("提高自己的限额"))
def try_raise_limits(t: "Target") -> object:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1] + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    return True


@_probe(TERMINAL, N_("打开终端"))
def try_tty(t: "Target") -> object:
    return os.open("/dev/tty", os.O_RDWR)


@_probe(TERMINAL, N_("打开控制台"))
def try_console(t: "Target") -> object:
    return os.open("/dev/console", os.O_RDWR | os.O_NOCTTY)


@_probe(TERMINAL, N_("造一个伪终端"))
def try_pseudo_terminal(t: "Target") -> object:
    return os.openpty()


@_probe(TERMINAL, N_("替终端前的人打字（TIOCSTI）"))
def try_tiocsti(t: "Target") -> object:
    return any_of(lambda f: fcntl.ioctl(f, termios.TIOCSTI, b"x"), [0, 1, 2, 3, *os.openpty()])


@_probe(INHERITED, N_("评分器留下的文件描述符"))
def try_descriptors_left(t: "Target") -> object:
    def is_open(number: int) -> "os.stat_result | None":
        try:
            return os.fstat(number)
        except OSError:
            return None

    return [number for number in range(4, 1024) if is_open(number)]


@_probe(INHERITED, N_("评分器的环境变量"))
def try_environment(t: "Target") -> object:
    return [name for name in os.environ if name in t["environment"]]


@_probe(INHERITED, N_("内存里留下的评分器模块"))
def try_grader_modules(t: "Target") -> object:
    return [name for name in sys.modules if name.startswith(("pytest", "nbgrader", "autograder."))]


@_probe(INHERITED, N_("导入评分器"))
def try_import_grader(t: "Target") -> object:
    return importlib.import_module("autograder.grading.grader")


PROBES = tuple(_found)
