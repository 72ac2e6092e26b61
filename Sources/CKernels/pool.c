// A fork-join pool: the caller works too, helpers spin for a moment and then sleep.
#include "CKernels.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define TK_SPINS 1000

struct tk_pool {
    int threads;
    pthread_t *helpers;
    tk_task task;
    void *context;
    long tasks;
    atomic_long generation, finished;
    atomic_int sleeping, stopping, caller_sleeps;
    pthread_mutex_t mutex;
    pthread_cond_t wake, done;
};

typedef struct {
    tk_pool *pool;
    long worker;
} tk_helper;

static void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

static void work(tk_pool *pool, long worker) {
    long first = pool->tasks * worker / pool->threads;
    long end = pool->tasks * (worker + 1) / pool->threads;
    for (long task = first; task < end; task++) pool->task(pool->context, worker, task);
}

static void wait_for_work(tk_pool *pool, long seen) {
    for (int spin = 0; spin < TK_SPINS; spin++) {
        if (atomic_load(&pool->generation) != seen) return;
        relax();
    }
    pthread_mutex_lock(&pool->mutex);
    atomic_fetch_add(&pool->sleeping, 1);
    while (atomic_load(&pool->generation) == seen) pthread_cond_wait(&pool->wake, &pool->mutex);
    atomic_fetch_sub(&pool->sleeping, 1);
    pthread_mutex_unlock(&pool->mutex);
}

static void finish(tk_pool *pool) {
    long finished = atomic_fetch_add(&pool->finished, 1) + 1;
    if (finished < pool->threads - 1 || !atomic_load(&pool->caller_sleeps)) return;
    pthread_mutex_lock(&pool->mutex);
    pthread_cond_signal(&pool->done);
    pthread_mutex_unlock(&pool->mutex);
}

// Spins, then sleeps: a helper that lost its core may need ours.
static void wait_for_helpers(tk_pool *pool) {
    long helpers = pool->threads - 1;
    for (int spin = 0; spin < TK_SPINS; spin++) {
        if (atomic_load(&pool->finished) == helpers) return;
        relax();
    }
    pthread_mutex_lock(&pool->mutex);
    atomic_store(&pool->caller_sleeps, 1);
    while (atomic_load(&pool->finished) < helpers) pthread_cond_wait(&pool->done, &pool->mutex);
    atomic_store(&pool->caller_sleeps, 0);
    pthread_mutex_unlock(&pool->mutex);
}

static void *help(void *argument) {
    tk_helper helper = *(tk_helper *)argument;
    free(argument);
    for (long seen = 0;; seen++) {
        wait_for_work(helper.pool, seen);
        if (atomic_load(&helper.pool->stopping)) return NULL;
        work(helper.pool, helper.worker);
        finish(helper.pool);
    }
}

static void publish(tk_pool *pool) {
    atomic_fetch_add(&pool->generation, 1);
    if (atomic_load(&pool->sleeping) == 0) return;
    pthread_mutex_lock(&pool->mutex);
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->mutex);
}

tk_pool *tk_pool_create(int threads) {
    tk_pool *pool = calloc(1, sizeof *pool);
    if (!pool) return NULL;
    pool->threads = threads < 1 ? 1 : threads;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->helpers = calloc((size_t)pool->threads, sizeof *pool->helpers);
    int started = 1;
    for (; pool->helpers && started < pool->threads; started++) {
        tk_helper *helper = malloc(sizeof *helper);
        if (!helper) break;
        *helper = (tk_helper){pool, started};
        if (pthread_create(&pool->helpers[started], NULL, help, helper) != 0) {
            free(helper);
            break;
        }
    }
    pool->threads = started;
    return pool;
}

void tk_pool_run(tk_pool *pool, tk_task task, void *context, long tasks) {
    pool->task = task;
    pool->context = context;
    pool->tasks = tasks;
    if (pool->threads == 1 || tasks < 2) {
        for (long t = 0; t < tasks; t++) task(context, 0, t);
        return;
    }
    atomic_store(&pool->finished, 0);
    publish(pool);
    work(pool, 0);
    wait_for_helpers(pool);
}

void tk_pool_destroy(tk_pool *pool) {
    atomic_store(&pool->stopping, 1);
    publish(pool);
    for (int i = 1; i < pool->threads; i++) pthread_join(pool->helpers[i], NULL);
    pthread_cond_destroy(&pool->wake);
    pthread_cond_destroy(&pool->done);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->helpers);
    free(pool);
}
