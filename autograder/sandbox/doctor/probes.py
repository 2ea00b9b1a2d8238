"""What a student's code might try, as small programs: the questions that ``autograder doctor`` asks a worker.

A probe is a cell that defines ``probe(t)``.  A true result means that the way is open; false, or an exception that
says no, means that it is closed.  Each is harmless where it succeeds, also for root: signals are signal 0, calls
that would do damage are made with arguments that the kernel refuses after looking at them.

``t`` tells what there is to attack: ``folder`` and in it ``secret`` and ``victim``, files that stand for those of
the course; ``graders``, the folder of the hidden tests; ``home``; ``devices``; ``grader`` and ``sibling``, process
ids; ``port``, ``socket`` and ``abstract``, where the grader listens; ``environment``, names of its variables.
Besides, ``disk_bytes`` of the work folder and ``numbers`` of system calls.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.language import N_
from autograder.sandbox.seal.profiles import ONE_THREAD, PROFILES
from autograder.sandbox.seal.tiers import TIERS

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


# Run before each probe.
PRELUDE = """
import _thread, ctypes, errno, fcntl, os, resource, socket, stat, struct, sys, termios, threading
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def call(number, *arguments):
    if number < 0:
        raise OSError(errno.ENOSYS, 'no such call on this machine')
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    result = libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True

def reached(number, *arguments):
    # The kernel looked at the arguments: nothing stood in the way of the call itself.
    try:
        return call(number, *arguments)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.EACCES, errno.ENOSYS)

def others(t):
    return [pid for pid in (t['sibling'], t['grader'], os.getppid(), 1) if pid not in (0, os.getpid())]

def any_of(attempt, values):
    for value in values:
        try:
            attempt(value)
            return True
        except OSError:
            pass
    return False
"""


def _probe(body: str) -> str:
    return f"def probe(t):\n    {body}\n"


def _reaches(call: str, *arguments: object) -> str:
    words = "".join(f", {argument!r}" for argument in arguments)
    return _probe(f"return reached(t['numbers'][{call!r}]{words})")


_CLONE_VM, _CLONE_FS, _CLONE_NEW_MOUNTS, _CLONE_NEW_USER = 0x100, 0x200, 0x0002_0000, 0x1000_0000
# Process ids end below.
_NOBODY = 4_194_304

_FILES = [
    Probe(FILES, "read-course", "读课程文件夹里的文件", _probe("return open(t['secret']).read()")),
    Probe(FILES, "read-hidden-tests", "列出并读隐藏测试", _probe("return os.listdir(t['graders'])")),
    Probe(FILES, "list-home", "列出主目录", _probe("return os.listdir(t['home'])")),
    Probe(
        FILES,
        "list-ssh",
        "列出 ~/.ssh",
        _probe("return os.path.isdir(t['home'] + '/.ssh') and os.listdir(t['home'] + '/.ssh')"),
    ),
    Probe(FILES, "list-root", "列出 /", _probe("return os.listdir('/')")),
    Probe(FILES, "list-tmp", "列出临时目录", _probe("return os.listdir(os.path.dirname(t['folder']))")),
    Probe(FILES, "read-passwd", "读 /etc/passwd", _probe("return open('/etc/passwd').read()")),
    Probe(FILES, "read-shadow", "读 /etc/shadow", _probe("return open('/etc/shadow').read()")),
    Probe(
        FILES,
        "symlink",
        "通过符号链接读",
        _probe("os.symlink(t['secret'], 'link'); return open('link').read()"),
    ),
    Probe(
        FILES, "hard-link", "通过硬链接读", _probe("os.link(t['secret'], 'link'); return open('link').read()")
    ),
    Probe(
        FILES,
        "proc-root",
        "通过 /proc/self/root 读",
        _probe("return open('/proc/self/root' + t['secret']).read()"),
    ),
    Probe(
        FILES,
        "parent-folders",
        "从工作目录一级级往上走",
        """
def probe(t):
    here = os.open('.', os.O_PATH)
    for _ in range(20):
        here = os.open('..', os.O_PATH, dir_fd=here)
    return os.read(os.open(t['secret'].lstrip('/'), os.O_RDONLY, dir_fd=here), 9)
""",
    ),
    Probe(
        FILES,
        "file-handle",
        "绕过路径，用文件句柄打开",
        """
def probe(t):
    handle = ctypes.create_string_buffer(struct.pack('Ii', 128, 0) + bytes(128))
    call(t['numbers']['name_to_handle_at'], -100, os.fsencode(t['secret']), handle, ctypes.byref(ctypes.c_int()), 0)
    base = os.open(os.path.dirname(t['secret']), os.O_RDONLY)
    return call(t['numbers']['open_by_handle_at'], base, handle, os.O_RDONLY)
""",
    ),
    Probe(
        FILES, "write-course", "往课程文件夹里写", _probe("return open(t['folder'] + '/new', 'w').write('x')")
    ),
    Probe(FILES, "write-victim", "改写已有的文件", _probe("return open(t['victim'], 'a').write('x')")),
    Probe(
        FILES,
        "write-tmp",
        "往 /tmp 里写",
        """
def probe(t):
    path = '/tmp/autograder-probe-%d' % os.getpid()
    open(path, 'w').close()
    os.unlink(path)
    return True
""",
    ),
    Probe(
        FILES,
        "write-shm",
        "往 /dev/shm 里写",
        """
def probe(t):
    path = '/dev/shm/autograder-probe-%d' % os.getpid()
    open(path, 'w').close()
    os.unlink(path)
    return True
""",
    ),
    Probe(
        FILES,
        "write-library",
        "往 Python 的库目录里写",
        """
def probe(t):
    path = os.path.dirname(os.__file__) + '/autograder-probe.txt'
    open(path, 'w').close()
    os.unlink(path)
    return True
""",
    ),
    Probe(FILES, "delete", "删除文件", _probe("os.unlink(t['victim']); return True")),
    Probe(FILES, "rename", "移走文件", _probe("os.rename(t['victim'], t['victim'] + '2'); return True")),
    Probe(FILES, "truncate", "清空文件", _probe("os.truncate(t['victim'], 0); return True")),
    Probe(
        FILES,
        "chmod",
        "改文件的权限",
        _probe("os.chmod(t['victim'], 0o777); return os.stat(t['victim']).st_mode & 0o777 == 0o777"),
    ),
    Probe(
        FILES, "chown", "改文件的主人", _probe("os.chown(t['victim'], os.getuid(), os.getgid()); return True")
    ),
    Probe(
        FILES,
        "utime",
        "改文件的时间",
        _probe("os.utime(t['victim'], (0, 0)); return os.stat(t['victim']).st_mtime == 0"),
    ),
    Probe(
        FILES, "xattr", "改文件的扩展属性", _probe("os.setxattr(t['victim'], 'user.x', b'x'); return True")
    ),
    Probe(
        FILES,
        "stat",
        "打听文件是否存在、有多大",
        _probe("return os.stat(t['secret']).st_size"),
        _WITH_NAMESPACES,
    ),
    Probe(
        FILES,
        "access",
        "打听隐藏测试是否存在",
        _probe("return os.access(t['graders'], os.F_OK)"),
        _WITH_NAMESPACES,
    ),
    Probe(
        FILES,
        "device",
        "读磁盘设备或物理内存",
        _probe("return any_of(lambda p: open(p, 'rb').close(), t['devices'])"),
    ),
    Probe(
        FILES,
        "mknod",
        "造一个设备文件",
        _probe("os.mknod('d', stat.S_IFBLK | 0o600, os.makedev(7, 0)); return True"),
    ),
    Probe(FILES, "sysctl", "改内核参数", _probe("return os.open('/proc/sys/kernel/hostname', os.O_WRONLY)")),
    Probe(
        FILES,
        "cgroup",
        "改 cgroup",
        """
def probe(t):
    groups = ['', 'unified/', 'memory/', 'systemd/']
    return any_of(lambda g: os.open('/sys/fs/cgroup/' + g + 'cgroup.procs', os.O_WRONLY), groups)
""",
    ),
    Probe(
        FILES,
        "mount",
        "挂载文件系统",
        """
def probe(t):
    os.mkdir('m')
    call(t['numbers']['mount'], b'tmpfs', b'm', b'tmpfs', 0, 0)
    return call(t['numbers']['umount2'], b'm', 2)
""",
    ),
    Probe(FILES, "chroot", "换根目录", _probe("os.chroot('.'); return True")),
    Probe(FILES, "pivot-root", "换掉整个文件树", _reaches("pivot_root", 0, 0)),
]

_PROCESSES = [
    Probe(
        PROCESSES,
        "proc-environ",
        "读评分器的环境变量",
        _probe("return any_of(lambda p: open('/proc/%d/environ' % p).read(), others(t))"),
    ),
    Probe(
        PROCESSES,
        "proc-memory",
        "打开评分器的内存",
        _probe("return any_of(lambda p: open('/proc/%d/mem' % p, 'rb').close(), others(t))"),
    ),
    Probe(
        PROCESSES,
        "proc-listing",
        "列出别的进程",
        _probe("return [n for n in os.listdir('/proc') if n.isdigit() and int(n) != os.getpid()]"),
    ),
    Probe(
        PROCESSES,
        "fork",
        "fork 出一个进程",
        """
def probe(t):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)
""",
    ),
    Probe(PROCESSES, "clone3", "用 clone3 造进程", _reaches("clone3", 0, 0)),
    # With two flags that exclude each other: no process comes of it.
    Probe(
        PROCESSES,
        "shared-memory-process",
        "造一个共用内存的进程，不是线程",
        _reaches("clone", _CLONE_VM | _CLONE_FS | _CLONE_NEW_MOUNTS, 0, 0, 0, 0),
    ),
    Probe(
        PROCESSES,
        "process-in-namespace",
        "在新的用户命名空间里造一个进程",
        _reaches("clone", _CLONE_FS | _CLONE_NEW_USER, 0, 0, 0, 0),
    ),
    Probe(PROCESSES, "shell", "运行命令（os.system）", _probe("return os.system('true') == 0")),
    Probe(
        PROCESSES,
        "spawn",
        "运行命令（posix_spawn）",
        _probe("return os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)"),
    ),
    Probe(PROCESSES, "exec", "变成另一个程序", _reaches("execve", 0, 0, 0)),
    Probe(PROCESSES, "exec-at", "变成内存里的程序", _reaches("execveat", -1, 0, 0, 0, 0)),
    Probe(PROCESSES, "memory-file", "造一个内存里的文件", _reaches("memfd_create", b"x", 0)),
    Probe(
        PROCESSES,
        "thread",
        "开一个线程",
        """
def probe(t):
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return True
""",
        profiles=(ONE_THREAD.name,),
    ),
    Probe(
        PROCESSES,
        "thread-bomb",
        "开很多线程",
        """
def probe(t):
    threading.stack_size(1 << 18)
    wait = _thread.allocate_lock()
    with wait:
        return [_thread.start_new_thread(wait.acquire, ()) for _ in range(500)]
""",
    ),
    Probe(
        PROCESSES,
        "signal",
        "向评分器或别的学生发信号",
        _probe("return any_of(lambda p: os.kill(p, 0), others(t))"),
    ),
    Probe(PROCESSES, "signal-everybody", "向所有进程发信号", _probe("os.kill(-1, 0); return True")),
    Probe(
        PROCESSES,
        "signal-thread",
        "向别的进程的线程发信号",
        _probe("return any_of(lambda p: call(t['numbers']['tgkill'], p, p, 0), others(t))"),
    ),
    Probe(PROCESSES, "signal-queue", "带数据的信号", _reaches("rt_sigqueueinfo", _NOBODY, 0, 0)),
    Probe(
        PROCESSES,
        "signal-by-file",
        "让文件代发信号（F_SETOWN）",
        _probe("return any_of(lambda p: fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, p), others(t))"),
    ),
    Probe(
        PROCESSES,
        "pidfd",
        "拿到别的进程的句柄",
        _probe("return any_of(lambda p: call(t['numbers']['pidfd_open'], p, 0), others(t))"),
    ),
    Probe(PROCESSES, "pidfd-getfd", "偷别的进程的文件描述符", _reaches("pidfd_getfd", -1, 0, 0)),
    Probe(PROCESSES, "ptrace", "调试别的进程", _reaches("ptrace", 0x4206, _NOBODY, 0, 0)),
    Probe(
        PROCESSES,
        "read-memory",
        "读别的学生的内存",
        """
def probe(t):
    here = ctypes.create_string_buffer(8)
    to, source = struct.pack('PN', ctypes.addressof(here), 8), struct.pack('PN', id(None), 8)
    return any_of(lambda p: call(t['numbers']['process_vm_readv'], p, to, 1, source, 1, 0), others(t))
""",
    ),
    Probe(
        PROCESSES, "write-memory", "写别的进程的内存", _reaches("process_vm_writev", _NOBODY, 0, 0, 0, 0, 0)
    ),
    Probe(PROCESSES, "kcmp", "比较进程的内核对象", _reaches("kcmp", _NOBODY, _NOBODY, 0, 0, 0)),
    Probe(
        PROCESSES,
        "priority",
        "改评分器的优先级",
        _probe("return any_of(lambda p: os.setpriority(0, p, os.getpriority(0, p)), others(t))"),
    ),
    Probe(
        PROCESSES,
        "affinity",
        "改评分器用的处理器",
        _probe("return any_of(lambda p: os.sched_setaffinity(p, os.sched_getaffinity(p)), others(t))"),
    ),
    Probe(PROCESSES, "scheduler", "改调度策略", _reaches("sched_setscheduler", _NOBODY, 0, 0)),
    Probe(
        PROCESSES,
        "limits-of-others",
        "看别的进程的限额",
        _probe(
            "return any_of(lambda p: call(t['numbers']['prlimit64'], p, 7, 0, ctypes.create_string_buffer(16)), others(t))"
        ),
    ),
    Probe(PROCESSES, "outlive", "撤销“随评分器一起结束”", _probe("return libc.prctl(1, 0, 0, 0, 0) == 0")),
    Probe(PROCESSES, "change-user", "换用户身份", _probe("os.setuid(os.getuid()); return True")),
    Probe(
        PROCESSES,
        "privileges",
        "保有特权（capabilities）",
        _probe("return int(open('/proc/self/status').read().split('CapEff:')[1].split()[0], 16)"),
    ),
    Probe(
        PROCESSES,
        "spare-me",
        "内存不足时让别人先被结束",
        _probe("return os.open('/proc/self/oom_score_adj', os.O_WRONLY)"),
    ),
]

_NETWORK = [
    Probe(
        NETWORK,
        "tcp",
        "连接本机的端口",
        _probe("return socket.create_connection(('127.0.0.1', t['port']), 1)"),
    ),
    Probe(NETWORK, "tcp-listen", "监听端口", _probe("return socket.create_server(('127.0.0.1', 0))")),
    Probe(NETWORK, "tcp6", "IPv6", _probe("return socket.socket(socket.AF_INET6)")),
    Probe(NETWORK, "udp", "UDP", _probe("return socket.socket(type=socket.SOCK_DGRAM)")),
    Probe(
        NETWORK,
        "unix",
        "连接文件系统里的套接字",
        _probe("socket.socket(socket.AF_UNIX).connect(t['socket']); return True"),
    ),
    Probe(
        NETWORK,
        "unix-abstract",
        "连接抽象套接字",
        _probe("socket.socket(socket.AF_UNIX).connect(b'\\0' + t['abstract'].encode()); return True"),
    ),
    Probe(NETWORK, "netlink", "netlink", _probe("return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)")),
    Probe(NETWORK, "packet", "原始网络包", _probe("return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)")),
    Probe(
        NETWORK, "vsock", "连接虚拟机的宿主（vsock）", _probe("return socket.socket(40, socket.SOCK_STREAM)")
    ),
    Probe(
        NETWORK,
        "crypto-socket",
        "内核的加密接口（AF_ALG）",
        _probe("return socket.socket(38, socket.SOCK_SEQPACKET)"),
    ),
]

_KERNEL = [
    Probe(KERNEL, name, tries, _reaches(call, *arguments))
    for name, tries, call, arguments in (
        ("bpf", "eBPF", "bpf", (0, 0, 0)),
        ("perf", N_("性能计数器"), "perf_event_open", (0, 0, 0, 0, 0)),
        ("keyctl", N_("内核密钥环"), "keyctl", (0, -3, 0)),
        ("add-key", N_("往密钥环里加东西"), "add_key", (0, 0, 0, 0, 0)),
        ("userfaultfd", "userfaultfd", "userfaultfd", (1,)),
        ("io-uring", "io_uring", "io_uring_setup", (1, 0)),
        ("user-namespace", N_("新建用户命名空间"), "unshare", (0x1000_0000,)),
        ("mount-namespace", N_("新建挂载命名空间"), "unshare", (0x0002_0000,)),
        ("setns", N_("进入别的命名空间"), "setns", (-1, 0)),
        ("fsopen", N_("新的挂载接口（fsopen）"), "fsopen", (b"tmpfs", 0)),
        ("open-tree", N_("新的挂载接口（open_tree）"), "open_tree", (-100, b".", 1)),
        ("personality", N_("改执行特性（关掉地址随机化）"), "personality", (0xFFFF_FFFF,)),
        ("kexec", N_("换掉内核"), "kexec_load", (0, 99_999, 0, 0)),
        ("module", N_("装内核模块"), "init_module", (0, 0, 0)),
        ("module-file", N_("从文件装内核模块"), "finit_module", (-1, 0, 0)),
        ("module-removal", N_("卸内核模块"), "delete_module", (0, 0)),
        ("reboot", N_("重启机器"), "reboot", (0, 0, 0, 0)),
        ("swap", N_("改交换区"), "swapon", (0, 0)),
        ("clock", N_("改系统时间"), "clock_settime", (99_999, 0)),
        ("hostname", N_("改主机名"), "sethostname", (0, 99_999)),
        ("kernel-log", N_("读内核日志"), "syslog", (10, 0, 0)),
        ("quota", N_("改磁盘配额"), "quotactl", (0, 0, 0, 0)),
        ("fanotify", N_("监视文件系统（fanotify）"), "fanotify_init", (0, 0)),
        ("inotify", N_("监视文件（inotify）"), "inotify_init1", (0,)),
        ("message-queue", N_("消息队列"), "mq_open", (0, 0, 0, 0)),
        ("shared-memory", N_("System V 共享内存"), "shmget", (0x5EA1, 4096, 0)),
        ("semaphores", N_("System V 信号量"), "semget", (0x5EA1, 1, 0)),
        ("move-pages", N_("移动内存页"), "move_pages", (0, 0, 0, 0, 0, 0)),
        ("splice", N_("在管道之间搬运内存页"), "vmsplice", (-1, 0, 0, 0)),
        ("lock-memory", N_("锁住内存"), "mlock", (0, 0)),
    )
]
_KERNEL.append(
    Probe(
        KERNEL,
        "other-numbers",
        "用另一套编号（x32）调用",
        _probe("return os.uname().machine == 'x86_64' and call(0x40000000 + 39)"),
        fatal=True,
    )
)

_RESOURCES = [
    Probe(RESOURCES, "memory", "要 8 GB 内存", _probe("return len(bytearray(8 << 30))"), fatal=True),
    Probe(RESOURCES, "loop", "死循环", _probe("while True: pass"), fatal=True),
    Probe(
        RESOURCES,
        "big-file",
        "写一个很大的文件",
        """
def probe(t):
    with open('big', 'wb') as file:
        file.seek(1 << 34)
        return file.write(b'x')
""",
    ),
    Probe(
        RESOURCES,
        "full-disk",
        "写满磁盘",
        """
def probe(t):
    # More than the folder's size, in files of less than the largest.
    for number in range(1 + t['disk_bytes'] // (1 << 20)):
        with open(str(number), 'wb', 0) as file:
            if file.write(bytes(1 << 20)) < 1 << 20:
                return False
    return True
""",
        _WITH_NAMESPACES,
    ),
    Probe(
        RESOURCES,
        "many-files",
        "造很多文件",
        """
def probe(t):
    for number in range(5_000):
        os.symlink('x', str(number))
    return True
""",
        ("A",),
    ),
    Probe(
        RESOURCES,
        "descriptors",
        "打开很多文件",
        _probe("return [os.open('/dev/null', 0) for _ in range(5000)]"),
    ),
    Probe(
        RESOURCES,
        "raise-limits",
        "提高自己的限额",
        """
def probe(t):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1] + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    return True
""",
    ),
]

_TERMINAL = [
    Probe(TERMINAL, "tty", "打开终端", _probe("return os.open('/dev/tty', os.O_RDWR)")),
    Probe(
        TERMINAL, "console", "打开控制台", _probe("return os.open('/dev/console', os.O_RDWR | os.O_NOCTTY)")
    ),
    Probe(TERMINAL, "pseudo-terminal", "造一个伪终端", _probe("return os.openpty()")),
    Probe(
        TERMINAL,
        "tiocsti",
        "替终端前的人打字（TIOCSTI）",
        _probe("return any_of(lambda f: fcntl.ioctl(f, termios.TIOCSTI, b'x'), [0, 1, 2, 3, *os.openpty()])"),
    ),
]

_INHERITED = [
    Probe(
        INHERITED,
        "descriptors-left",
        "评分器留下的文件描述符",
        """
def probe(t):
    def is_open(number):
        try:
            return os.fstat(number)
        except OSError:
            return None
    return [number for number in range(4, 1024) if is_open(number)]
""",
    ),
    Probe(
        INHERITED,
        "environment",
        "评分器的环境变量",
        """
def probe(t):
    return [name for name in os.environ if name in t['environment']]
""",
    ),
    Probe(
        INHERITED,
        "grader-modules",
        "内存里留下的评分器模块",
        _probe(
            "return [name for name in sys.modules if name.startswith(('pytest', 'nbgrader', 'autograder.'))]"
        ),
    ),
    Probe(INHERITED, "import-grader", "导入评分器", _probe("import autograder.grading.grader; return True")),
]

PROBES = (*_FILES, *_PROCESSES, *_NETWORK, *_KERNEL, *_RESOURCES, *_TERMINAL, *_INHERITED)
