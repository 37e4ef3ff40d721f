/*
 * Tells what a program waits for: it is loaded before libc (LD_PRELOAD), and lies in the place of SoftHSM2's PKCS#11 module. All calls go through as they are. When the program ends, a
 * file that is named by its number holds a line for each call of PKCS#11, each fsync and each program that was started and waited for: its name, when it began and when it ended, in
 * nanoseconds of CLOCK_MONOTONIC, and the nanoseconds of the processor in between. The last line is the program's own processor time.
 *
 *   REAL    the module that all calls of PKCS#11 go to
 *   FOLDER  where the files are written
 *
 * Both are told when it is compiled (-DREAL='"..."'), since the program gives those that it starts an environment of their own.
 *
 * The list of functions has the order of PKCS#11 v2.40 (pkcs11f.h). No function has more than eight arguments, each as long as a CK_ULONG or a pointer: eight are handed on, whatever the
 * function takes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define ALL(EACH) \
    EACH(0, Initialize) EACH(1, Finalize) EACH(2, GetInfo) EACH(4, GetSlotList) EACH(5, GetSlotInfo) EACH(6, GetTokenInfo) EACH(7, GetMechanismList) \
    EACH(8, GetMechanismInfo) EACH(9, InitToken) EACH(10, InitPIN) EACH(11, SetPIN) EACH(12, OpenSession) EACH(13, CloseSession) EACH(14, CloseAllSessions) \
    EACH(15, GetSessionInfo) EACH(16, GetOperationState) EACH(17, SetOperationState) EACH(18, Login) EACH(19, Logout) EACH(20, CreateObject) EACH(21, CopyObject) \
    EACH(22, DestroyObject) EACH(23, GetObjectSize) EACH(24, GetAttributeValue) EACH(25, SetAttributeValue) EACH(26, FindObjectsInit) EACH(27, FindObjects) \
    EACH(28, FindObjectsFinal) EACH(29, EncryptInit) EACH(30, Encrypt) EACH(31, EncryptUpdate) EACH(32, EncryptFinal) EACH(33, DecryptInit) EACH(34, Decrypt) \
    EACH(35, DecryptUpdate) EACH(36, DecryptFinal) EACH(37, DigestInit) EACH(38, Digest) EACH(39, DigestUpdate) EACH(40, DigestKey) EACH(41, DigestFinal) \
    EACH(42, SignInit) EACH(43, Sign) EACH(44, SignUpdate) EACH(45, SignFinal) EACH(46, SignRecoverInit) EACH(47, SignRecover) EACH(48, VerifyInit) EACH(49, Verify) \
    EACH(50, VerifyUpdate) EACH(51, VerifyFinal) EACH(52, VerifyRecoverInit) EACH(53, VerifyRecover) EACH(54, DigestEncryptUpdate) EACH(55, DecryptDigestUpdate) \
    EACH(56, SignEncryptUpdate) EACH(57, DecryptVerifyUpdate) EACH(58, GenerateKey) EACH(59, GenerateKeyPair) EACH(60, WrapKey) EACH(61, UnwrapKey) \
    EACH(62, DeriveKey) EACH(63, SeedRandom) EACH(64, GenerateRandom) EACH(65, GetFunctionStatus) EACH(66, CancelFunction) EACH(67, WaitForSlotEvent)

/* The version of libc's interface before dlsym was a part of it. */
#ifdef __aarch64__
#define OLD "GLIBC_2.17"
#else
#define OLD "GLIBC_2.2.5"
#endif

enum { FUNCTIONS = 68, MOST = 1 << 19 };

typedef unsigned long number;
typedef number call(number, number, number, number, number, number, number, number);
typedef struct { unsigned char version[2]; call *functions[FUNCTIONS]; } list;

static list ours, *real;
static struct event { const char *name; number began, ended, processor; pid_t started; } events[MOST];
static number count;

static number now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000UL + time.tv_nsec;
}

static struct event *begin(const char *name)
{
    number at = __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
    struct event *event = &events[at < MOST ? at : MOST - 1];
    event->name = name;
    event->processor = now(CLOCK_THREAD_CPUTIME_ID);
    event->began = now(CLOCK_MONOTONIC);
    return event;
}

static void end(struct event *event)
{
    event->ended = now(CLOCK_MONOTONIC);
    event->processor = now(CLOCK_THREAD_CPUTIME_ID) - event->processor;
}

static number timed(int function, const char *name, number a, number b, number c, number d, number e, number f, number g, number h)
{
    struct event *event = begin(name);
    number answer = real->functions[function](a, b, c, d, e, f, g, h);
    end(event);
    return answer;
}

#define TIMED(index, name) \
    static number name(number a, number b, number c, number d, number e, number f, number g, number h) { return timed(index, "C_" #name, a, b, c, d, e, f, g, h); }
ALL(TIMED)

number C_GetFunctionList(list **functions)
{
    if (real == NULL) {
        void *module = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
        number (*get)(list **) = module == NULL ? NULL : (number (*)(list **))dlsym(module, "C_GetFunctionList");
        if (get == NULL || get(&real) != 0)
            return 5;
        ours = *real;
#define PUT(index, name) ours.functions[index] = name;
        ALL(PUT)
    }
    *functions = &ours;
    return 0;
}

int fsync(int file)
{
    struct event *event = begin("fsync");
    int answer = syscall(SYS_fsync, file);
    end(event);
    return answer;
}

int fdatasync(int file)
{
    struct event *event = begin("fsync");
    int answer = syscall(SYS_fdatasync, file);
    end(event);
    return answer;
}

/* The program asks libc itself for what it calls there. */
void *dlsym(void *library, const char *name)
{
    static void *(*find)(void *, const char *);
    if (find == NULL) {
        find = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34");
        if (find == NULL)
            find = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", OLD);
    }
    return strcmp(name, "fsync") == 0 ? (void *)fsync : find(library, name);
}

/* Called behind vfork(2), by which parent and child share their memory. */
int execve(const char *path, char *const *arguments, char *const *environment)
{
    struct event *event = begin("program");
    event->processor = 0;
    event->started = getpid();
    return syscall(SYS_execve, path, arguments, environment);
}

pid_t waitpid(pid_t process, int *status, int options)
{
    pid_t ended = syscall(SYS_wait4, process, status, options, NULL);
    for (number at = 0; ended > 0 && at < count && at < MOST; at++)
        if (events[at].started == ended && events[at].ended == 0)
            events[at].ended = now(CLOCK_MONOTONIC);
    return ended;
}

__attribute__((destructor)) static void tell(void)
{
    char path[4096];
    struct rusage used;
    FILE *file;
    snprintf(path, sizeof path, "%s/%d", FOLDER, (int)getpid());
    if ((file = fopen(path, "w")) == NULL)
        return;
    for (number at = 0; at < count && at < MOST; at++)
        if (events[at].ended != 0)
            fprintf(file, "%s %lu %lu %lu\n", events[at].name, events[at].began, events[at].ended, events[at].processor);
    getrusage(RUSAGE_SELF, &used);
    fprintf(file, "self 0 0 %lu\n", (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000000UL + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1000UL);
    fclose(file);
}
