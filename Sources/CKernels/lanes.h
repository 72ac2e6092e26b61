// Kernels over VW channels at a time. Included once for each vector width and instruction set, with
// VW, ISA and TK_REGISTERS defined.
#define TK_JOIN3_(a, b, c) a##_##b##_##c
#define TK_JOIN3(a, b, c) TK_JOIN3_(a, b, c)
#define FN(name) TK_JOIN3(name, VW, ISA)

typedef float FN(vector) __attribute__((ext_vector_type(VW)));
typedef FN(vector) FN(loose) __attribute__((aligned(4)));
typedef int FN(mask) __attribute__((ext_vector_type(VW)));
#define VF FN(vector)
#define LD(p) ((VF)(*(const FN(loose) *)(p)))
#define ST(p, v) (*(FN(loose) *)(p) = (v))

// y[t][v] = sum over taps and l of x[t * xs + tap + l] * w[tap][l][V * VW]
#define MICRO(T, V)                                                                               \
    static void FN(micro_##T##_##V)(const float *x, ptrdiff_t xs, const ptrdiff_t *taps, int nt,  \
                                    int length, const float *w, float *y, ptrdiff_t ys) {         \
        VF a[T][V];                                                                               \
        for (int t = 0; t < T; t++)                                                               \
            for (int v = 0; v < V; v++) a[t][v] = (VF)0;                                          \
        for (int k = 0; k < nt; k++) {                                                            \
            const float *p = x + taps[k];                                                         \
            for (int l = 0; l < length; l++) {                                                    \
                VF b[V];                                                                          \
                for (int v = 0; v < V; v++) b[v] = LD(w + v * VW);                                \
                w += V * VW;                                                                      \
                _Pragma("clang loop unroll(full)") for (int t = 0; t < T; t++) {                  \
                    float s = p[t * xs + l];                                                      \
                    for (int v = 0; v < V; v++) a[t][v] += s * b[v];                              \
                }                                                                                 \
            }                                                                                     \
        }                                                                                         \
        for (int t = 0; t < T; t++)                                                               \
            for (int v = 0; v < V; v++) ST(y + t * ys + v * VW, a[t][v]);                         \
    }

// dw[t][v] += sum over rows and pixels of x[t] * dy[v]
#define OUTER(T, V)                                                                               \
    static void FN(outer_##T##_##V)(const float *x, ptrdiff_t xrow, ptrdiff_t xs, const float *dy, \
                                    ptrdiff_t yrow, ptrdiff_t ys, long rows, long pixels,         \
                                    float *dw, ptrdiff_t ds) {                                    \
        VF a[T][V];                                                                               \
        for (int t = 0; t < T; t++)                                                               \
            for (int v = 0; v < V; v++) a[t][v] = LD(dw + t * ds + v * VW);                       \
        for (long r = 0; r < rows; r++) {                                                         \
            const float *p = x + r * xrow, *q = dy + r * yrow;                                    \
            for (long j = 0; j < pixels; j++, p += xs, q += ys) {                                 \
                VF b[V];                                                                          \
                for (int v = 0; v < V; v++) b[v] = LD(q + v * VW);                                \
                _Pragma("clang loop unroll(full)") for (int t = 0; t < T; t++) {                  \
                    float s = p[t];                                                               \
                    for (int v = 0; v < V; v++) a[t][v] += s * b[v];                              \
                }                                                                                 \
            }                                                                                     \
        }                                                                                         \
        for (int t = 0; t < T; t++)                                                               \
            for (int v = 0; v < V; v++) ST(dw + t * ds + v * VW, a[t][v]);                        \
    }

typedef void (*FN(micro))(const float *, ptrdiff_t, const ptrdiff_t *, int, int, const float *,
                          float *, ptrdiff_t);
typedef void (*FN(outer))(const float *, ptrdiff_t, ptrdiff_t, const float *, ptrdiff_t, ptrdiff_t,
                          long, long, float *, ptrdiff_t);
#define M(T, V) FN(micro_##T##_##V)
#define O(T, V) FN(outer_##T##_##V)

MICRO(1, 1) MICRO(2, 1) MICRO(3, 1) MICRO(4, 1) MICRO(5, 1) MICRO(6, 1) MICRO(7, 1) MICRO(8, 1)
OUTER(1, 1) OUTER(2, 1) OUTER(3, 1) OUTER(4, 1) OUTER(5, 1) OUTER(6, 1) OUTER(7, 1) OUTER(8, 1)
#if VW > 1
MICRO(1, 2) MICRO(2, 2) MICRO(3, 2) MICRO(4, 2) MICRO(5, 2) MICRO(6, 2)
OUTER(1, 2) OUTER(2, 2) OUTER(3, 2) OUTER(4, 2) OUTER(5, 2) OUTER(6, 2)
#endif
#if VW > 1 && TK_REGISTERS == 32
MICRO(7, 2) MICRO(8, 2)
MICRO(1, 4) MICRO(2, 4) MICRO(3, 4) MICRO(4, 4) MICRO(5, 4) MICRO(6, 4)
OUTER(7, 2) OUTER(8, 2) OUTER(9, 1) OUTER(12, 1) OUTER(9, 2) OUTER(12, 2)
#endif

static const FN(micro) FN(micros)[5][9] = {
    {0},
    {0, M(1, 1), M(2, 1), M(3, 1), M(4, 1), M(5, 1), M(6, 1), M(7, 1), M(8, 1)},
#if VW > 1 && TK_REGISTERS == 32
    {0, M(1, 2), M(2, 2), M(3, 2), M(4, 2), M(5, 2), M(6, 2), M(7, 2), M(8, 2)},
    {0},
    {0, M(1, 4), M(2, 4), M(3, 4), M(4, 4), M(5, 4), M(6, 4)},
#elif VW > 1
    {0, M(1, 2), M(2, 2), M(3, 2), M(4, 2), M(5, 2), M(6, 2)},
#endif
};
static const FN(outer) FN(outers)[3][13] = {
    {0},
#if VW > 1 && TK_REGISTERS == 32
    {0, O(1, 1), O(2, 1), O(3, 1), O(4, 1), O(5, 1), O(6, 1), O(7, 1), O(8, 1), O(9, 1), 0, 0,
     O(12, 1)},
    {0, O(1, 2), O(2, 2), O(3, 2), O(4, 2), O(5, 2), O(6, 2), O(7, 2), O(8, 2), O(9, 2), 0, 0,
     O(12, 2)},
#else
    {0, O(1, 1), O(2, 1), O(3, 1), O(4, 1), O(5, 1), O(6, 1), O(7, 1), O(8, 1)},
#if VW > 1
    {0, O(1, 2), O(2, 2), O(3, 2), O(4, 2), O(5, 2), O(6, 2)},
#endif
#endif
};
#undef MICRO
#undef OUTER
#undef M
#undef O

// The most rows that the micro-kernel of V vectors keeps in registers.
static int FN(tile)(int V) { return V == 4 || (V == 2 && TK_REGISTERS == 16) ? 6 : 8; }

// Runs the micro-kernel over `count` output pixels of one image row.
static inline void FN(run_row)(int V, const float *x, ptrdiff_t xs, const ptrdiff_t *taps, int nt,
                               int length, const float *w, float *y, ptrdiff_t ys, int count) {
    int tile = FN(tile)(V), parts = (count + tile - 1) / tile;
    tile = (count + parts - 1) / parts;
    for (int i = 0; i < count; i += tile) {
        int t = count - i < tile ? count - i : tile;
        FN(micros)[V][t](x + i * xs, xs, taps, nt, length, w, y + i * ys, ys);
    }
}

// The height of the tile of an outer product with `rows` rows.
static int FN(outer_tile)(int V, long rows) {
#if VW > 1 && TK_REGISTERS == 32
    (void)V;
    if (rows % 12 == 0) return 12;
    if (rows % 8 == 0) return 8;
    return rows <= 9 ? (int)rows : 8;
#else
    int most = V == 2 ? 6 : 8;
    if (rows <= most) return (int)rows;
    return rows % most == 0 ? most : rows % 4 == 0 ? 4 : most;
#endif
}

#if VW == TK_WIDEST
#include "winograd.h"
#include "functions.h"
#include "attention.h"
#endif

static void FN(conv_forward)(const tk_convolution *c, const float *x, const float *packed,
                             float *y, int V) {
    int q = V * VW, pw = c->width + 2 * c->padding, row = c->kernel * c->inputs;
    ptrdiff_t taps[TK_KERNEL_MAX];
    for (int k = 0; k < c->kernel; k++) taps[k] = (ptrdiff_t)k * pw * c->inputs;
    for (int block = 0; block < c->outputs / q; block++)
        for (int oy = 0; oy < c->out_height; oy++)
            FN(run_row)(V, x + (ptrdiff_t)oy * c->stride * pw * c->inputs,
                        (ptrdiff_t)c->stride * c->inputs, taps, c->kernel, row,
                        packed + (size_t)block * c->kernel * row * q,
                        y + (ptrdiff_t)oy * c->out_width * c->outputs + block * q, c->outputs,
                        c->out_width);
}

static void FN(conv_back_data)(const tk_convolution *c, const tk_phases *f, const float *d,
                               const float *packed, float *dx, int V) {
    int q = V * VW, s = c->stride;
    for (int phase = 0; phase < s * s; phase++) {
        const tk_axis *ay = &f->y[phase / s], *ax = &f->x[phase % s];
        int nt = ax->count == 0 ? 0 : ay->count, length = ax->count * c->outputs;
        ptrdiff_t taps[TK_KERNEL_MAX];
        for (int k = 0; k < nt; k++)
            taps[k] = ((ptrdiff_t)(ay->first + k + f->pad_y) * f->padded_width + ax->first +
                       f->pad_x) * c->outputs;
        for (int block = 0; block < c->inputs / q; block++)
            for (int i = 0; i < ay->positions; i++)
                FN(run_row)(V, d + (ptrdiff_t)i * f->padded_width * c->outputs, c->outputs, taps,
                            nt, length, packed + (size_t)block * nt * length * q,
                            dx + ((ptrdiff_t)(i * s + phase / s) * c->width + phase % s) *
                                     c->inputs + block * q,
                            (ptrdiff_t)s * c->inputs, ax->positions);
        packed += (size_t)c->inputs * nt * length;
    }
}

static void FN(conv_back_weights)(const tk_convolution *c, const float *x, const float *dy,
                                  float *dw, int V) {
    int q = V * VW, pw = c->width + 2 * c->padding, row = c->kernel * c->inputs;
    int tile = FN(outer_tile)(V, row);
    int band = c->out_width >= 32 ? 4 : c->out_height < 8 ? c->out_height : 8;
    for (int r = 0; r < c->out_height; r += band) {
        int rows = c->out_height - r < band ? c->out_height - r : band;
        for (int ky = 0; ky < c->kernel; ky++)
            for (int k = 0; k < row; k += tile) {
                int t = row - k < tile ? row - k : tile;
                for (int block = 0; block < c->outputs / q; block++)
                    FN(outers)[V][t](x + (ptrdiff_t)(r * c->stride + ky) * pw * c->inputs + k,
                                     (ptrdiff_t)c->stride * pw * c->inputs,
                                     (ptrdiff_t)c->stride * c->inputs,
                                     dy + (ptrdiff_t)r * c->out_width * c->outputs + block * q,
                                     (ptrdiff_t)c->out_width * c->outputs, c->outputs, rows,
                                     c->out_width,
                                     dw + ((ptrdiff_t)ky * row + k) * c->outputs + block * q,
                                     c->outputs);
            }
    }
}

static void FN(dense_back_weights)(const float *x, const float *dy, long rows, long inputs,
                                   long outputs, float *dw, int V) {
    long q = V * VW;
    int tile = FN(outer_tile)(V, outputs);
    for (long block = 0; block < inputs / q; block++)
        for (long k = 0; k < outputs; k += tile) {
            long t = outputs - k < tile ? outputs - k : tile;
            FN(outers)[V][t](dy + k, 0, outputs, x + block * q, 0, inputs, 1, rows,
                             dw + k * inputs + block * q, inputs);
        }
}

#define TK_BLOCK 64
static void FN(norm_sums)(const float *x, long pixels, long channels, const float *shift,
                          double *sums) {
    for (long j = 0; j < channels; j += VW) {
        VF k = LD(shift + j);
        double total[VW] = {0}, squares[VW] = {0};
        for (long i = 0; i < pixels; i += TK_BLOCK) {
            long end = pixels - i < TK_BLOCK ? pixels : i + TK_BLOCK;
            VF s0 = (VF)0, s1 = (VF)0, q0 = (VF)0, q1 = (VF)0;
            long p = i;
            for (; p + 1 < end; p += 2) {
                VF d0 = LD(x + p * channels + j) - k, d1 = LD(x + (p + 1) * channels + j) - k;
                s0 += d0;
                q0 += d0 * d0;
                s1 += d1;
                q1 += d1 * d1;
            }
            for (; p < end; p++) {
                VF d = LD(x + p * channels + j) - k;
                s0 += d;
                q0 += d * d;
            }
            s0 += s1;
            q0 += q1;
            for (int v = 0; v < VW; v++) {
                total[v] += (double)s0[v];
                squares[v] += (double)q0[v];
            }
        }
        for (int v = 0; v < VW; v++) {
            sums[j + v] = total[v];
            sums[channels + j + v] = squares[v];
        }
    }
}

static void FN(norm_forward)(const float *x, long pixels, long channels, const float *scale,
                             const float *shift, float slope, float *y) {
    for (long i = 0; i < pixels; i += TK_BLOCK) {
        long end = pixels - i < TK_BLOCK ? pixels : i + TK_BLOCK;
        for (long j = 0; j < channels; j += VW) {
            VF a = LD(scale + j), b = LD(shift + j);
            for (long p = i; p < end; p++) {
                VF v = LD(x + p * channels + j) * a + b;
                ST(y + p * channels + j, __builtin_elementwise_max(v, v * slope));
            }
        }
    }
}

static inline VF FN(through)(VF x, VF dy, VF a, VF b, float slope) {
    return x * a + b > 0 ? dy : dy * slope;
}

static void FN(norm_back_sums)(const float *x, const float *dy, long pixels, long channels,
                               const float *scale, const float *shift, const float *mean,
                               float slope, double *sums) {
    for (long j = 0; j < channels; j += VW) {
        VF a = LD(scale + j), b = LD(shift + j), m = LD(mean + j);
        double total[VW] = {0}, products[VW] = {0};
        for (long i = 0; i < pixels; i += TK_BLOCK) {
            long end = pixels - i < TK_BLOCK ? pixels : i + TK_BLOCK;
            VF s = (VF)0, q = (VF)0;
            for (long p = i; p < end; p++) {
                VF v = LD(x + p * channels + j);
                VF g = FN(through)(v, LD(dy + p * channels + j), a, b, slope);
                s += g;
                q += g * (v - m);
            }
            for (int v = 0; v < VW; v++) {
                total[v] += (double)s[v];
                products[v] += (double)q[v];
            }
        }
        for (int v = 0; v < VW; v++) {
            sums[j + v] = total[v];
            sums[channels + j + v] = products[v];
        }
    }
}

static void FN(norm_back)(const float *x, const float *dy, long pixels, long channels,
                          const float *scale, const float *shift, float slope, const float *a,
                          const float *b, const float *c, float *dx) {
    for (long i = 0; i < pixels; i += TK_BLOCK) {
        long end = pixels - i < TK_BLOCK ? pixels : i + TK_BLOCK;
        for (long j = 0; j < channels; j += VW) {
            VF sc = LD(scale + j), sh = LD(shift + j), va = LD(a + j), vb = LD(b + j);
            VF vc = LD(c + j);
            for (long p = i; p < end; p++) {
                VF v = LD(x + p * channels + j);
                VF g = FN(through)(v, LD(dy + p * channels + j), sc, sh, slope);
                ST(dx + p * channels + j, g * va + v * vb + vc);
            }
        }
    }
}

static void FN(maxpool_forward)(const float *x, long rows, long height, long width, long channels,
                                long size, float *y) {
    long oh = height / size, ow = width / size;
    for (long n = 0; n < rows; n++)
        for (long oy = 0; oy < oh; oy++)
            for (long ox = 0; ox < ow; ox++) {
                const float *p = x + ((n * height + oy * size) * width + ox * size) * channels;
                float *o = y + ((n * oh + oy) * ow + ox) * channels;
                for (long j = 0; j < channels; j += VW) {
                    VF best = LD(p + j);
                    for (long ky = 0; ky < size; ky++)
                        for (long kx = 0; kx < size; kx++)
                            best = __builtin_elementwise_max(
                                best, LD(p + (ky * width + kx) * channels + j));
                    ST(o + j, best);
                }
            }
}

static void FN(maxpool_back)(const float *x, const float *dy, long rows, long height, long width,
                             long channels, long size, float *dx) {
    long oh = height / size, ow = width / size;
    for (long n = 0; n < rows; n++)
        for (long oy = 0; oy < oh; oy++)
            for (long ox = 0; ox < ow; ox++) {
                long at = ((n * height + oy * size) * width + ox * size) * channels;
                const float *p = x + at, *d = dy + ((n * oh + oy) * ow + ox) * channels;
                for (long j = 0; j < channels; j += VW) {
                    VF best = LD(p + j), rest = LD(d + j);
                    for (long ky = 0; ky < size; ky++)
                        for (long kx = 0; kx < size; kx++)
                            best = __builtin_elementwise_max(
                                best, LD(p + (ky * width + kx) * channels + j));
                    for (long ky = 0; ky < size; ky++)
                        for (long kx = 0; kx < size; kx++) {
                            long i = (ky * width + kx) * channels + j;
                            FN(mask) hit = LD(p + i) == best;
                            VF zero = (VF)0;
                            ST(dx + at + i, hit ? rest : zero);
                            rest = hit ? zero : rest;
                        }
                }
            }
}

static void FN(meanpool_forward)(const float *x, long rows, long pixels, long channels, float *y) {
    float factor = 1.0f / (float)pixels;
    for (long n = 0; n < rows; n++)
        for (long j = 0; j < channels; j += VW) {
            VF s = (VF)0;
            for (long p = 0; p < pixels; p++) s += LD(x + (n * pixels + p) * channels + j);
            ST(y + n * channels + j, s * factor);
        }
}

static void FN(meanpool_back)(const float *dy, long rows, long pixels, long channels, float *dx) {
    float factor = 1.0f / (float)pixels;
    for (long n = 0; n < rows; n++)
        for (long j = 0; j < channels; j += VW) {
            VF g = LD(dy + n * channels + j) * factor;
            for (long p = 0; p < pixels; p++) ST(dx + (n * pixels + p) * channels + j, g);
        }
}

#undef FN
#undef VF
#undef LD
#undef ST
#undef TK_BLOCK
#undef TK_JOIN3
#undef TK_JOIN3_
#undef VW
