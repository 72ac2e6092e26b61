// Makes the calls fail that change files below FAULT_PATH, from the FAULT_INDEX-th on until FAULT_HEALED exists, or that one alone
// with FAULT_ONCE. Preloaded into a server by test_faults.py; only fsync and fdatasync fail with FAULT_KIND=fsync.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long count;

static void note(long number, const char *what) {
    const char *path = getenv("FAULT_LOG");
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int file = path ? real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (file < 0) return;
    char line[256];
    int size = snprintf(line, sizeof line, "%d %ld %s\n", (int)getpid(), number, what);
    ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (real_write(file, line, (size_t)size) < 0) abort();
    close(file);
}

// Whether this call is to fail; errno is then set.
static int fails(const char *what, int is_sync) {
    const char *kind = getenv("FAULT_KIND");
    if (!kind || (!strcmp(kind, "fsync") && !is_sync)) return 0;
    long number = atomic_fetch_add(&count, 1);
    long first = atol(getenv("FAULT_INDEX"));
    if (first < 0) {
        note(number, what);
        return 0;
    }
    if (number < first || (getenv("FAULT_ONCE") && number > first)) return 0;
    if (getenv("FAULT_HEALED") && access(getenv("FAULT_HEALED"), F_OK) == 0) return 0;
    note(number, what);
    errno = !strcmp(kind, "enospc") ? ENOSPC : !strcmp(kind, "erofs") ? EROFS : EIO;
    return 1;
}

static int is_ours(const char *path) {
    const char *prefix = getenv("FAULT_PATH");
    return prefix && path && !strncmp(path, prefix, strlen(prefix));
}

static int is_ours_open(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return is_ours(path);
}

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name, int, const char *, int, ...); \
        va_list list; \
        va_start(list, flags); \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, int) : 0; \
        va_end(list); \
        int is_new = (flags & O_CREAT) && access(path, F_OK) != 0; \
        int is_written = (flags & O_ACCMODE) != O_RDONLY; \
        const char *kind = getenv("FAULT_KIND"); \
        int counts = is_new || (is_written && kind && !strcmp(kind, "erofs")); \
        if (counts && is_ours(path) && fails("open", 0)) return -1; \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(write, ssize_t, int, const void *, size_t);
    if (is_ours_open(file) && fails("write", 0)) return -1;
    return real(file, bytes, size);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    REAL(pwrite, ssize_t, int, const void *, size_t, off_t);
    if (is_ours_open(file) && fails("pwrite", 0)) return -1;
    return real(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    REAL(pwrite64, ssize_t, int, const void *, size_t, off64_t);
    if (is_ours_open(file) && fails("pwrite", 0)) return -1;
    return real(file, bytes, size, at);
}
int ftruncate64(int file, off64_t size) {
    REAL(ftruncate64, int, int, off64_t);
    if (is_ours_open(file) && fails("ftruncate", 0)) return -1;
    return real(file, size);
}
int ftruncate(int file, off_t size) {
    REAL(ftruncate, int, int, off_t);
    if (is_ours_open(file) && fails("ftruncate", 0)) return -1;
    return real(file, size);
}
int fsync(int file) {
    REAL(fsync, int, int);
    if (is_ours_open(file) && fails("fsync", 1)) return -1;
    return real(file);
}
int fdatasync(int file) {
    REAL(fdatasync, int, int);
    if (is_ours_open(file) && fails("fdatasync", 1)) return -1;
    return real(file);
}
int rename(const char *old, const char *new) {
    REAL(rename, int, const char *, const char *);
    if (is_ours(new) && fails("rename", 0)) return -1;
    return real(old, new);
}
int unlink(const char *path) {
    REAL(unlink, int, const char *);
    const char *kind = getenv("FAULT_KIND");
    // A full disk lets files be removed.
    if (is_ours(path) && kind && strcmp(kind, "enospc") && access(path, F_OK) == 0 && fails("unlink", 0)) return -1;
    return real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir, int, const char *, mode_t);
    if (is_ours(path) && access(path, F_OK) != 0 && fails("mkdir", 0)) return -1;
    return real(path, mode);
}
