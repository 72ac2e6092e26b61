// All kernels of one instruction set. Included once for each, with ISA, TK_ISA (its number) and
// TK_REGISTERS defined, inside a region compiled for that set.
#if TK_ISA == 2
#define VW 16
#include "lanes.h"
#endif
#if TK_ISA >= 1
#define VW 8
#include "lanes.h"
#endif
#define VW 4
#include "lanes.h"
#define VW 1
#include "lanes.h"

#define TK_JOIN2_(a, b) tk_##a##_##b
#define TK_JOIN2(a, b) TK_JOIN2_(a, b)
#define TK_JOIN3_(a, b, c) a##_##b##_##c
#define TK_JOIN3(a, b, c) TK_JOIN3_(a, b, c)
#define FN(name) TK_JOIN2(name, ISA)
#define AT(name, width) TK_JOIN3(name, width, ISA)

// Calls the variant of `name` for a vector width.
#if TK_ISA == 2
#define BY_WIDTH(width, name, ...)                                                                \
    switch (width) {                                                                              \
    case 16: AT(name, 16)(__VA_ARGS__); break;                                                    \
    case 8: AT(name, 8)(__VA_ARGS__); break;                                                      \
    case 4: AT(name, 4)(__VA_ARGS__); break;                                                      \
    default: AT(name, 1)(__VA_ARGS__);                                                            \
    }
#elif TK_ISA == 1
#define BY_WIDTH(width, name, ...)                                                                \
    switch (width) {                                                                              \
    case 8: AT(name, 8)(__VA_ARGS__); break;                                                      \
    case 4: AT(name, 4)(__VA_ARGS__); break;                                                      \
    default: AT(name, 1)(__VA_ARGS__);                                                            \
    }
#else
#define BY_WIDTH(width, name, ...)                                                                \
    switch (width) {                                                                              \
    case 4: AT(name, 4)(__VA_ARGS__); break;                                                      \
    default: AT(name, 1)(__VA_ARGS__);                                                            \
    }
#endif

// Copies an image into the middle of zeros.
static void FN(pad)(const float *x, int height, int width, int channels, int top, int left,
                    int padded_height, int padded_width, float *o) {
    size_t row = (size_t)padded_width * channels, line = (size_t)width * channels;
    size_t before = (size_t)left * channels;
    for (int y = 0; y < padded_height; y++, o += row) {
        int from = y - top;
        if (from < 0 || from >= height) {
            memset(o, 0, row * sizeof(float));
            continue;
        }
        memset(o, 0, before * sizeof(float));
        memcpy(o + before, x + (size_t)from * line, line * sizeof(float));
        memset(o + before + line, 0, (row - before - line) * sizeof(float));
    }
}

static const float *FN(padded_input)(const tk_convolution *c, const float *x, float *scratch) {
    if (c->padding == 0) return x;
    FN(pad)(x, c->height, c->width, c->inputs, c->padding, c->padding, c->height + 2 * c->padding,
            c->width + 2 * c->padding, scratch);
    return scratch;
}

void FN(add_bias)(float *y, long rows, long columns, const float *bias) {
    for (long r = 0; r < rows; r++)
        for (long j = 0; j < columns; j++) y[r * columns + j] += bias[j];
}

// All images by Winograd, a few at a time.
static void FN(winograd_images)(const tk_convolution *c, const float *x, const float *packed,
                                float *y, long rows, int inputs, int outputs, float *scratch) {
    int most = tk_winograd_images(c, TK_TILES), vectors = tk_lanes_for(TK_ISA, outputs).vectors;
    size_t in = (size_t)c->height * c->width * inputs, out = (size_t)c->height * c->width * outputs;
    for (long n = 0; n < rows; n += most) {
        int images = rows - n < most ? (int)(rows - n) : most;
        AT(winograd, TK_WIDEST)(inputs, outputs, c->height, c->width, x + n * in, images, packed,
                                y + n * out, vectors, scratch);
    }
}

void FN(conv_forward)(const tk_convolution *c, const float *x, const float *packed,
                      const float *bias, float *y, long rows, float *scratch) {
    tk_lanes lanes = tk_lanes_for(TK_ISA, c->outputs);
    size_t in = (size_t)c->height * c->width * c->inputs;
    size_t out = (size_t)c->out_height * c->out_width * c->outputs;
    if (tk_winograd(TK_ISA, c)) {
        FN(winograd_images)(c, x, packed, y, rows, c->inputs, c->outputs, scratch);
        if (bias) FN(add_bias)(y, rows * c->out_height * c->out_width, c->outputs, bias);
        return;
    }
    for (long n = 0; n < rows; n++) {
        const float *image = FN(padded_input)(c, x + n * in, scratch);
        BY_WIDTH(lanes.width, conv_forward, c, image, packed, y + n * out, lanes.vectors)
        if (bias) FN(add_bias)(y + n * out, (long)c->out_height * c->out_width, c->outputs, bias);
    }
}

void FN(conv_back_data)(const tk_convolution *c, const float *dy, const float *packed, float *dx,
                        long rows, float *scratch) {
    tk_lanes lanes = tk_lanes_for(TK_ISA, c->inputs);
    size_t in = (size_t)c->height * c->width * c->inputs;
    size_t out = (size_t)c->out_height * c->out_width * c->outputs;
    if (tk_winograd(TK_ISA, c)) {
        FN(winograd_images)(c, dy, packed, dx, rows, c->outputs, c->inputs, scratch);
        return;
    }
    tk_phases f;
    tk_find_phases(c, &f);
    for (long n = 0; n < rows; n++) {
        FN(pad)(dy + n * out, c->out_height, c->out_width, c->outputs, f.pad_y, f.pad_x,
                f.padded_height, f.padded_width, scratch);
        BY_WIDTH(lanes.width, conv_back_data, c, &f, scratch, packed, dx + n * in, lanes.vectors)
    }
}

void FN(conv_back_weights)(const tk_convolution *c, const float *x, const float *dy, float *dw,
                           long rows, float *scratch) {
    tk_lanes lanes = tk_lanes_for(TK_ISA, c->outputs);
    int vectors = lanes.vectors == 4 ? 2 : lanes.vectors;
    size_t in = (size_t)c->height * c->width * c->inputs;
    size_t out = (size_t)c->out_height * c->out_width * c->outputs;
    if (tk_winograd_gradient(TK_ISA, c)) {
        int most = tk_winograd_images(c, TK_GRADIENT_TILES);
        for (long n = 0; n < rows; n += most)
            AT(winograd_gradient, TK_WIDEST)(c, x + n * in, dy + n * out,
                                             rows - n < most ? (int)(rows - n) : most, dw, vectors,
                                             scratch);
        return;
    }
    for (long n = 0; n < rows; n++) {
        const float *image = FN(padded_input)(c, x + n * in, scratch);
        BY_WIDTH(lanes.width, conv_back_weights, c, image, dy + n * out, dw, vectors)
    }
}

void FN(dense_forward)(const float *x, long rows, long depth, const float *packed, long columns,
                       const float *bias, float *y) {
    enum { widest = TK_ISA == 2 ? 16 : TK_ISA == 1 ? 8 : 4 };
    long padded = (columns + widest - 1) / widest * widest;
    int vectors = tk_lanes_for(TK_ISA, padded).vectors;
    long q = (long)vectors * widest;
    int tile = AT(tile, TK_WIDEST)(vectors);
    const ptrdiff_t tap = 0;
    float block[8 * 64];
    for (long first = 0; first < columns; first += q) {
        long used = columns - first < q ? columns - first : q;
        for (long r = 0; r < rows; r += tile) {
            long t = rows - r < tile ? rows - r : tile;
            AT(micros, TK_WIDEST)[vectors][t](x + r * depth, depth, &tap, 1, (int)depth,
                                             packed + first * depth, block, q);
            for (long i = 0; i < t; i++) {
                float *o = y + (r + i) * columns + first;
                if (bias)
                    for (long j = 0; j < used; j++) o[j] = block[i * q + j] + bias[first + j];
                else
                    for (long j = 0; j < used; j++) o[j] = block[i * q + j];
            }
        }
    }
}

void FN(dense_back_weights)(const float *x, const float *dy, long rows, long inputs, long outputs,
                            float *dw) {
    tk_lanes lanes = tk_lanes_for(TK_ISA, inputs);
    int vectors = lanes.vectors == 4 ? 2 : lanes.vectors;
    BY_WIDTH(lanes.width, dense_back_weights, x, dy, rows, inputs, outputs, dw, vectors)
}

void FN(column_sums)(const float *x, long rows, long columns, float *sums) {
    for (long r = 0; r < rows; r++)
        for (long j = 0; j < columns; j++) sums[j] += x[r * columns + j];
}

#define WIDTH(channels) tk_lanes_for(TK_ISA, channels).width
void FN(norm_sums)(const float *x, long pixels, long channels, const float *shift, double *sums) {
    BY_WIDTH(WIDTH(channels), norm_sums, x, pixels, channels, shift, sums)
}

void FN(norm_forward)(const float *x, long pixels, long channels, const float *scale,
                      const float *shift, float slope, float *y) {
    BY_WIDTH(WIDTH(channels), norm_forward, x, pixels, channels, scale, shift, slope, y)
}

void FN(norm_back_sums)(const float *x, const float *dy, long pixels, long channels,
                        const float *scale, const float *shift, const float *mean, float slope,
                        double *sums) {
    BY_WIDTH(WIDTH(channels), norm_back_sums, x, dy, pixels, channels, scale, shift, mean, slope,
             sums)
}

void FN(norm_back)(const float *x, const float *dy, long pixels, long channels, const float *scale,
                   const float *shift, float slope, const float *a, const float *b, const float *c,
                   float *dx) {
    BY_WIDTH(WIDTH(channels), norm_back, x, dy, pixels, channels, scale, shift, slope, a, b, c, dx)
}

void FN(maxpool_forward)(const float *x, long rows, long height, long width, long channels,
                         long size, float *y) {
    BY_WIDTH(WIDTH(channels), maxpool_forward, x, rows, height, width, channels, size, y)
}

void FN(maxpool_back)(const float *x, const float *dy, long rows, long height, long width,
                      long channels, long size, float *dx) {
    if (height % size != 0 || width % size != 0)
        memset(dx, 0, (size_t)(rows * height * width * channels) * sizeof(float));
    BY_WIDTH(WIDTH(channels), maxpool_back, x, dy, rows, height, width, channels, size, dx)
}

void FN(meanpool_forward)(const float *x, long rows, long pixels, long channels, float *y) {
    BY_WIDTH(WIDTH(channels), meanpool_forward, x, rows, pixels, channels, y)
}

void FN(meanpool_back)(const float *dy, long rows, long pixels, long channels, float *dx) {
    BY_WIDTH(WIDTH(channels), meanpool_back, dy, rows, pixels, channels, dx)
}
#undef WIDTH

void FN(leaky_forward)(const float *x, long count, float slope, float *y) {
    for (long i = 0; i < count; i++) y[i] = x[i] > 0 ? x[i] : x[i] * slope;
}

void FN(leaky_back)(const float *x, const float *dy, long count, float slope, float *dx) {
    for (long i = 0; i < count; i++) dx[i] = x[i] > 0 ? dy[i] : dy[i] * slope;
}

// A division and not a multiplication with the inverse: what PyTorch computes, bit for bit.
void FN(standardize)(const float *x, long rows, long columns, const float *mean,
                     const float *deviation, float *y) {
    for (long r = 0; r < rows; r++)
        for (long i = 0; i < columns; i++)
            y[r * columns + i] = (x[r * columns + i] - mean[i]) / deviation[i];
}

// SplitMix64 of the element's index: no state, so any thread may do any element.
static inline uint32_t FN(hash)(uint64_t seed, uint64_t index) {
    uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(z >> 32);
}

void FN(dropout)(const float *x, long count, uint64_t seed, uint64_t first, float rate, float *y) {
    uint32_t limit = (uint32_t)((double)rate * 4294967296.0);
    float factor = 1.0f / (1.0f - rate);
    for (long i = 0; i < count; i++)
        y[i] = FN(hash)(seed, first + (uint64_t)i) >= limit ? x[i] * factor : 0.0f;
}

void FN(add)(const float *x, long count, float *y) {
    for (long i = 0; i < count; i++) y[i] += x[i];
}

void FN(sgd)(float *restrict p, const float *restrict g, float *restrict m, long count, float rate,
             float momentum, float decay, int nesterov) {
    float ahead = nesterov ? momentum : 0.0f, now = nesterov ? 1.0f : 0.0f;
    for (long i = 0; i < count; i++) {
        float d = g[i] + decay * p[i];
        float v = momentum * m[i] + d;
        m[i] = v;
        p[i] -= rate * (nesterov ? now * d + ahead * v : v);
    }
}

void FN(adamw)(float *restrict p, const float *restrict g, float *restrict first,
               float *restrict second, long count, float beta1, float beta2, float epsilon,
               float first_scale, float second_scale, float keep) {
    for (long i = 0; i < count; i++) {
        float m = first[i] + (1.0f - beta1) * (g[i] - first[i]);
        float v = beta2 * second[i] + (1.0f - beta2) * g[i] * g[i];
        first[i] = m;
        second[i] = v;
        p[i] = p[i] * keep - first_scale * m / (sqrtf(v) * second_scale + epsilon);
    }
}

void FN(average)(const float *x, long count, float decay, float *shadow) {
    float other = 1.0f - decay;
    for (long i = 0; i < count; i++) shadow[i] = decay * shadow[i] + other * x[i];
}

void FN(scale)(float *x, long count, float factor) {
    for (long i = 0; i < count; i++) x[i] *= factor;
}

double FN(sum_squares)(const float *x, long count) {
    double parts[8] = {0}, sum = 0;
    long i = 0;
    for (; i + 8 <= count; i += 8)
        for (int j = 0; j < 8; j++) parts[j] += (double)x[i + j] * (double)x[i + j];
    for (; i < count; i++) parts[0] += (double)x[i] * (double)x[i];
    for (int j = 0; j < 8; j++) sum += parts[j];
    return sum;
}

// A product that is rounded before it is added, on every machine.
static inline float FN(decayed)(float x, float w, float decay) {
#pragma STDC FP_CONTRACT OFF
    return x + decay * w;
}

// Of `x + decay * w`.
double FN(sum_squares_decayed)(const float *x, const float *w, float decay, long count) {
    double parts[8] = {0}, sum = 0;
    long i = 0;
    for (; i + 8 <= count; i += 8) {
        float y[8];
        for (int j = 0; j < 8; j++) y[j] = FN(decayed)(x[i + j], w[i + j], decay);
        for (int j = 0; j < 8; j++) parts[j] += (double)y[j] * (double)y[j];
    }
    for (; i < count; i++) {
        float y = FN(decayed)(x[i], w[i], decay);
        parts[0] += (double)y * (double)y;
    }
    for (int j = 0; j < 8; j++) sum += parts[j];
    return sum;
}

void FN(attention_forward)(const tk_attention *head, float *y, long y_stride, float *logsums,
                           long logsum_stride, float *scratch) {
    AT(attention_forward, TK_WIDEST)(head, y, y_stride, logsums, logsum_stride, scratch);
}

void FN(attention_back_pass)(const tk_attention *head, const tk_attention_back *back,
                             float *scratch) {
    AT(attention_back, TK_WIDEST)(head, back, scratch);
}

void FN(layer_norm)(const float *x, long rows, long width, float epsilon, const float *gamma,
                    const float *beta, float *y, float *moments) {
    AT(layer_norm, TK_WIDEST)(x, rows, width, epsilon, gamma, beta, y, moments);
}

void FN(layer_norm_back)(const float *x, const float *dy, long rows, long width,
                         const float *gamma, const float *moments, float *dgamma, float *dbeta,
                         float *dx) {
    AT(layer_norm_back, TK_WIDEST)(x, dy, rows, width, gamma, moments, dgamma, dbeta, dx);
}

#include "operations.h"
