// Chooses the variant for an instruction set.
#include "CKernels.h"

int tk_best_isa(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    int avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
    return avx2 && avx512 ? 2 : avx2 ? 1 : 0;
#else
    return 0;
#endif
}

#if defined(__x86_64__)
#define CHOOSE(name, ...)                                                    \
    switch (isa) {                                                           \
    case 2: return tk_##name##_avx512(__VA_ARGS__);                               \
    case 1: return tk_##name##_avx2(__VA_ARGS__);                                 \
    default: return tk_##name##_baseline(__VA_ARGS__);                            \
    }
#else
#define CHOOSE(name, ...) return tk_##name##_baseline(__VA_ARGS__);
#endif

#define VARIANTS(result, name, ...)         \
    result tk_##name##_baseline(__VA_ARGS__);    \
    result tk_##name##_avx2(__VA_ARGS__);        \
    result tk_##name##_avx512(__VA_ARGS__);

VARIANTS(void, conv_forward, const tk_convolution *shape, const float *x, const float *packed, const float *bias, float *y, long rows, float *scratch)
void tk_conv_forward(int isa, const tk_convolution *shape, const float *x, const float *packed, const float *bias, float *y, long rows, float *scratch) {
    CHOOSE(conv_forward, shape, x, packed, bias, y, rows, scratch)
}

VARIANTS(void, conv_back_data, const tk_convolution *shape, const float *dy, const float *packed, float *dx, long rows, float *scratch)
void tk_conv_back_data(int isa, const tk_convolution *shape, const float *dy, const float *packed, float *dx, long rows, float *scratch) {
    CHOOSE(conv_back_data, shape, dy, packed, dx, rows, scratch)
}

VARIANTS(void, conv_back_weights, const tk_convolution *shape, const float *x, const float *dy, float *dw, long rows, float *scratch)
void tk_conv_back_weights(int isa, const tk_convolution *shape, const float *x, const float *dy, float *dw, long rows, float *scratch) {
    CHOOSE(conv_back_weights, shape, x, dy, dw, rows, scratch)
}

VARIANTS(void, dense_forward, const float *x, long rows, long depth, const float *packed, long columns, const float *bias, float *y)
void tk_dense_forward(int isa, const float *x, long rows, long depth, const float *packed, long columns, const float *bias, float *y) {
    CHOOSE(dense_forward, x, rows, depth, packed, columns, bias, y)
}

VARIANTS(void, dense_back_weights, const float *x, const float *dy, long rows, long inputs, long outputs, float *dw)
void tk_dense_back_weights(int isa, const float *x, const float *dy, long rows, long inputs, long outputs, float *dw) {
    CHOOSE(dense_back_weights, x, dy, rows, inputs, outputs, dw)
}

VARIANTS(void, add_bias, float *y, long rows, long columns, const float *bias)
void tk_add_bias(int isa, float *y, long rows, long columns, const float *bias) {
    CHOOSE(add_bias, y, rows, columns, bias)
}

VARIANTS(void, column_sums, const float *x, long rows, long columns, float *sums)
void tk_column_sums(int isa, const float *x, long rows, long columns, float *sums) {
    CHOOSE(column_sums, x, rows, columns, sums)
}

VARIANTS(void, norm_sums, const float *x, long pixels, long channels, const float *shift, double *sums)
void tk_norm_sums(int isa, const float *x, long pixels, long channels, const float *shift, double *sums) {
    CHOOSE(norm_sums, x, pixels, channels, shift, sums)
}

VARIANTS(void, norm_forward, const float *x, long pixels, long channels, const float *scale, const float *shift, float slope, float *y)
void tk_norm_forward(int isa, const float *x, long pixels, long channels, const float *scale, const float *shift, float slope, float *y) {
    CHOOSE(norm_forward, x, pixels, channels, scale, shift, slope, y)
}

VARIANTS(void, norm_back_sums, const float *x, const float *dy, long pixels, long channels, const float *scale, const float *shift, const float *mean, float slope, double *sums)
void tk_norm_back_sums(int isa, const float *x, const float *dy, long pixels, long channels, const float *scale, const float *shift, const float *mean, float slope, double *sums) {
    CHOOSE(norm_back_sums, x, dy, pixels, channels, scale, shift, mean, slope, sums)
}

VARIANTS(void, norm_back, const float *x, const float *dy, long pixels, long channels, const float *scale, const float *shift, float slope, const float *a, const float *b, const float *c, float *dx)
void tk_norm_back(int isa, const float *x, const float *dy, long pixels, long channels, const float *scale, const float *shift, float slope, const float *a, const float *b, const float *c, float *dx) {
    CHOOSE(norm_back, x, dy, pixels, channels, scale, shift, slope, a, b, c, dx)
}

VARIANTS(void, leaky_forward, const float *x, long count, float slope, float *y)
void tk_leaky_forward(int isa, const float *x, long count, float slope, float *y) {
    CHOOSE(leaky_forward, x, count, slope, y)
}

VARIANTS(void, leaky_back, const float *x, const float *dy, long count, float slope, float *dx)
void tk_leaky_back(int isa, const float *x, const float *dy, long count, float slope, float *dx) {
    CHOOSE(leaky_back, x, dy, count, slope, dx)
}

VARIANTS(void, standardize, const float *x, long rows, long columns, const float *mean, const float *deviation, float *y)
void tk_standardize(int isa, const float *x, long rows, long columns, const float *mean, const float *deviation, float *y) {
    CHOOSE(standardize, x, rows, columns, mean, deviation, y)
}

VARIANTS(void, maxpool_forward, const float *x, long rows, long height, long width, long channels, long size, float *y)
void tk_maxpool_forward(int isa, const float *x, long rows, long height, long width, long channels, long size, float *y) {
    CHOOSE(maxpool_forward, x, rows, height, width, channels, size, y)
}

VARIANTS(void, maxpool_back, const float *x, const float *dy, long rows, long height, long width, long channels, long size, float *dx)
void tk_maxpool_back(int isa, const float *x, const float *dy, long rows, long height, long width, long channels, long size, float *dx) {
    CHOOSE(maxpool_back, x, dy, rows, height, width, channels, size, dx)
}

VARIANTS(void, meanpool_forward, const float *x, long rows, long pixels, long channels, float *y)
void tk_meanpool_forward(int isa, const float *x, long rows, long pixels, long channels, float *y) {
    CHOOSE(meanpool_forward, x, rows, pixels, channels, y)
}

VARIANTS(void, meanpool_back, const float *dy, long rows, long pixels, long channels, float *dx)
void tk_meanpool_back(int isa, const float *dy, long rows, long pixels, long channels, float *dx) {
    CHOOSE(meanpool_back, dy, rows, pixels, channels, dx)
}

VARIANTS(void, dropout, const float *x, long count, uint64_t seed, uint64_t first, float rate, float *y)
void tk_dropout(int isa, const float *x, long count, uint64_t seed, uint64_t first, float rate, float *y) {
    CHOOSE(dropout, x, count, seed, first, rate, y)
}

VARIANTS(void, add, const float *x, long count, float *y)
void tk_add(int isa, const float *x, long count, float *y) {
    CHOOSE(add, x, count, y)
}

VARIANTS(void, sgd, float *parameters, const float *gradients, float *velocity, long count, float rate, float momentum, float decay, int nesterov)
void tk_sgd(int isa, float *parameters, const float *gradients, float *velocity, long count, float rate, float momentum, float decay, int nesterov) {
    CHOOSE(sgd, parameters, gradients, velocity, count, rate, momentum, decay, nesterov)
}

VARIANTS(void, adamw, float *parameters, const float *gradients, float *first, float *second, long count, float beta1, float beta2, float epsilon, float first_scale, float second_scale, float keep)
void tk_adamw(int isa, float *parameters, const float *gradients, float *first, float *second, long count, float beta1, float beta2, float epsilon, float first_scale, float second_scale, float keep) {
    CHOOSE(adamw, parameters, gradients, first, second, count, beta1, beta2, epsilon, first_scale, second_scale, keep)
}

VARIANTS(void, average, const float *x, long count, float decay, float *shadow)
void tk_average(int isa, const float *x, long count, float decay, float *shadow) {
    CHOOSE(average, x, count, decay, shadow)
}

VARIANTS(void, scale, float *x, long count, float factor)
void tk_scale(int isa, float *x, long count, float factor) {
    CHOOSE(scale, x, count, factor)
}

VARIANTS(double, sum_squares, const float *x, long count)
double tk_sum_squares(int isa, const float *x, long count) {
    CHOOSE(sum_squares, x, count)
}
