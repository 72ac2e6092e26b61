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

VARIANTS(double, sum_squares_decayed, const float *x, const float *w, float decay, long count)
double tk_sum_squares_decayed(int isa, const float *x, const float *w, float decay, long count) {
    CHOOSE(sum_squares_decayed, x, w, decay, count)
}

VARIANTS(void, multiply, const float *a, const float *b, long rows, long pixels, long channels, float *y)
void tk_multiply(int isa, const float *a, const float *b, long rows, long pixels, long channels, float *y) {
    CHOOSE(multiply, a, b, rows, pixels, channels, y)
}

VARIANTS(void, multiply_back, const float *dy, const float *a, long rows, long pixels, long channels, float *db)
void tk_multiply_back(int isa, const float *dy, const float *a, long rows, long pixels, long channels, float *db) {
    CHOOSE(multiply_back, dy, a, rows, pixels, channels, db)
}

VARIANTS(void, activate, int kind, const float *x, long count, float *y)
void tk_activate(int isa, int kind, const float *x, long count, float *y) {
    CHOOSE(activate, kind, x, count, y)
}

VARIANTS(void, activate_back, int kind, const float *x, const float *dy, long count, float *dx)
void tk_activate_back(int isa, int kind, const float *x, const float *dy, long count, float *dx) {
    CHOOSE(activate_back, kind, x, dy, count, dx)
}

VARIANTS(void, softmax, const float *x, long positions, long groups, long width, float factor, float *y)
void tk_softmax(int isa, const float *x, long positions, long groups, long width, float factor, float *y) {
    CHOOSE(softmax, x, positions, groups, width, factor, y)
}

VARIANTS(void, softmax_back, const float *y, const float *dy, long positions, long groups, long width, float factor, float *dx)
void tk_softmax_back(int isa, const float *y, const float *dy, long positions, long groups, long width, float factor, float *dx) {
    CHOOSE(softmax_back, y, dy, positions, groups, width, factor, dx)
}

VARIANTS(void, unit_rows, const float *x, long rows, long width, float epsilon, float *y)
void tk_unit_rows(int isa, const float *x, long rows, long width, float epsilon, float *y) {
    CHOOSE(unit_rows, x, rows, width, epsilon, y)
}

VARIANTS(void, unit_rows_back, const float *x, const float *dy, long rows, long width, float epsilon, float *dx)
void tk_unit_rows_back(int isa, const float *x, const float *dy, long rows, long width, float epsilon, float *dx) {
    CHOOSE(unit_rows_back, x, dy, rows, width, epsilon, dx)
}

VARIANTS(void, group_norm, const float *x, long rows, long pixels, long channels, long groups, double epsilon, const float *gamma, const float *beta, float *y, float *moments)
void tk_group_norm(int isa, const float *x, long rows, long pixels, long channels, long groups, double epsilon, const float *gamma, const float *beta, float *y, float *moments) {
    CHOOSE(group_norm, x, rows, pixels, channels, groups, epsilon, gamma, beta, y, moments)
}

VARIANTS(void, group_norm_back, const float *x, const float *dy, long rows, long pixels, long channels, long groups, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx)
void tk_group_norm_back(int isa, const float *x, const float *dy, long rows, long pixels, long channels, long groups, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx) {
    CHOOSE(group_norm_back, x, dy, rows, pixels, channels, groups, gamma, moments, dgamma, dbeta, dx)
}

VARIANTS(void, largest, const float *x, long items, long channels, float *y)
void tk_largest(int isa, const float *x, long items, long channels, float *y) {
    CHOOSE(largest, x, items, channels, y)
}

VARIANTS(void, largest_back, const float *x, const float *y, const float *dy, long items, long channels, float *dx)
void tk_largest_back(int isa, const float *x, const float *y, const float *dy, long items, long channels, float *dx) {
    CHOOSE(largest_back, x, y, dy, items, channels, dx)
}

VARIANTS(void, average_pool, const tk_pooling *shape, const float *x, long rows, float *y)
void tk_average_pool(int isa, const tk_pooling *shape, const float *x, long rows, float *y) {
    CHOOSE(average_pool, shape, x, rows, y)
}

VARIANTS(void, average_pool_back, const tk_pooling *shape, const float *dy, long rows, float *dx)
void tk_average_pool_back(int isa, const tk_pooling *shape, const float *dy, long rows, float *dx) {
    CHOOSE(average_pool_back, shape, dy, rows, dx)
}

VARIANTS(void, overlapping_max, const tk_pooling *shape, const float *x, long rows, float *y)
void tk_overlapping_max(int isa, const tk_pooling *shape, const float *x, long rows, float *y) {
    CHOOSE(overlapping_max, shape, x, rows, y)
}

VARIANTS(void, overlapping_max_back, const tk_pooling *shape, const float *x, const float *dy, long rows, float *dx)
void tk_overlapping_max_back(int isa, const tk_pooling *shape, const float *x, const float *dy, long rows, float *dx) {
    CHOOSE(overlapping_max_back, shape, x, dy, rows, dx)
}

VARIANTS(void, drop_rows, const float *x, long rows, long width, uint64_t seed, uint64_t first, float rate, float *y)
void tk_drop_rows(int isa, const float *x, long rows, long width, uint64_t seed, uint64_t first, float rate, float *y) {
    CHOOSE(drop_rows, x, rows, width, seed, first, rate, y)
}

VARIANTS(void, grouped_forward, const tk_grouped *shape, const float *x, const float *packed, const float *bias, float *y, long rows)
void tk_grouped_forward(int isa, const tk_grouped *shape, const float *x, const float *packed, const float *bias, float *y, long rows) {
    CHOOSE(grouped_forward, shape, x, packed, bias, y, rows)
}

VARIANTS(void, grouped_back_data, const tk_grouped *shape, const float *dy, const float *packed, float *dx, long rows)
void tk_grouped_back_data(int isa, const tk_grouped *shape, const float *dy, const float *packed, float *dx, long rows) {
    CHOOSE(grouped_back_data, shape, dy, packed, dx, rows)
}

VARIANTS(void, grouped_back_weights, const tk_grouped *shape, const float *x, const float *dy, float *dw, long rows)
void tk_grouped_back_weights(int isa, const tk_grouped *shape, const float *x, const float *dy, float *dw, long rows) {
    CHOOSE(grouped_back_weights, shape, x, dy, dw, rows)
}

VARIANTS(void, attention_forward, const tk_attention *head, float *y, long y_stride, float *logsums, long logsum_stride, float *scratch)
void tk_attention_forward(int isa, const tk_attention *head, float *y, long y_stride, float *logsums, long logsum_stride, float *scratch) {
    CHOOSE(attention_forward, head, y, y_stride, logsums, logsum_stride, scratch)
}

VARIANTS(void, attention_back_pass, const tk_attention *head, const tk_attention_back *back, float *scratch)
void tk_attention_back_pass(int isa, const tk_attention *head, const tk_attention_back *back, float *scratch) {
    CHOOSE(attention_back_pass, head, back, scratch)
}

VARIANTS(void, layer_norm, const float *x, long rows, long width, float epsilon, const float *gamma, const float *beta, float *y, float *moments)
void tk_layer_norm(int isa, const float *x, long rows, long width, float epsilon, const float *gamma, const float *beta, float *y, float *moments) {
    CHOOSE(layer_norm, x, rows, width, epsilon, gamma, beta, y, moments)
}

VARIANTS(void, layer_norm_back, const float *x, const float *dy, long rows, long width, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx)
void tk_layer_norm_back(int isa, const float *x, const float *dy, long rows, long width, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx) {
    CHOOSE(layer_norm_back, x, dy, rows, width, gamma, moments, dgamma, dbeta, dx)
}
