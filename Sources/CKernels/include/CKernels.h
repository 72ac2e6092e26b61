// Numeric kernels in C, compiled once for each instruction set and chosen at run time.
//
// Layouts: activations are NHWC rows, [rows, height, width, channels]; convolution weights arrive
// as [outputs, inputs, kernel, kernel] and dense weights as [outputs, inputs], as in PyTorch files.
// Every function works on a range of rows and is sequential: callers make things parallel. The
// result of a function depends on its arguments and on the instruction set only.
#pragma once
#include <stddef.h>
#include <stdint.h>

// 0 baseline, 1 AVX2 with FMA, 2 AVX-512.
int tk_best_isa(void);

// The shape of a 2-D convolution with a square kernel and zero padding.
typedef struct {
    int height, width, inputs;
    int out_height, out_width, outputs;
    int kernel, stride, padding;
} tk_convolution;

// The number of floats of scratch that any convolution function needs for this shape.
size_t tk_conv_scratch(const tk_convolution *shape);
// The number of floats of weights packed for the forward pass and for the data gradient.
size_t tk_conv_packed(const tk_convolution *shape);
void tk_conv_pack(int isa, const tk_convolution *shape, const float *weights, float *packed);
void tk_conv_pack_back(int isa, const tk_convolution *shape, const float *weights, float *packed);
// y = x * w + bias; bias may be null.
void tk_conv_forward(int isa, const tk_convolution *shape, const float *x, const float *packed,
                     const float *bias, float *y, long rows, float *scratch);
// dx = data gradient, overwritten.
void tk_conv_back_data(int isa, const tk_convolution *shape, const float *dy, const float *packed,
                       float *dx, long rows, float *scratch);
// The number of floats of a partial weight gradient.
size_t tk_conv_partial(const tk_convolution *shape);
// dw += weight gradient: [kernel, kernel, inputs, outputs], or [4, 4, inputs, outputs] of weights as
// Winograd's algorithm transforms them.
void tk_conv_back_weights(int isa, const tk_convolution *shape, const float *x, const float *dy,
                          float *dw, long rows, float *scratch);
// gradient[outputs, inputs, kernel, kernel] += the sum of `shards` arrays dw, in index order.
void tk_conv_reduce(int isa, const tk_convolution *shape, const float *dw, long stride, long shards,
                    float *gradient);

// The number of floats of a packed matrix with `columns` outputs and a sum over `depth`.
size_t tk_dense_packed(long depth, long columns);
// Packs w[columns, depth] (transposed == 0) or w[depth, columns] (transposed == 1).
void tk_dense_pack(int isa, const float *w, long depth, long columns, int transposed, float *packed);
// y[rows, columns] = x[rows, depth] * packed + bias; bias may be null. A row of y has the same bits
// for any number of rows around it.
void tk_dense_forward(int isa, const float *x, long rows, long depth, const float *packed,
                      long columns, const float *bias, float *y);
// dw[outputs, inputs] += dy[rows, outputs]^T x[rows, inputs].
void tk_dense_back_weights(int isa, const float *x, const float *dy, long rows, long inputs,
                           long outputs, float *dw);
// y[row] += bias, and sums[column] += the sum of the rows of x.
void tk_add_bias(int isa, float *y, long rows, long columns, const float *bias);
void tk_column_sums(int isa, const float *x, long rows, long columns, float *sums);

// sums[channel] = sum of (x - shift), sums[channels + channel] = sum of (x - shift)^2.
void tk_norm_sums(int isa, const float *x, long pixels, long channels, const float *shift,
                  double *sums);
// y = leaky(x * scale + shift, slope); slope 1 is the identity, 0 the rectifier.
void tk_norm_forward(int isa, const float *x, long pixels, long channels, const float *scale,
                     const float *shift, float slope, float *y);
// With g = dy * leaky'(x * scale + shift): sums = sum of g, then sum of g * (x - mean).
void tk_norm_back_sums(int isa, const float *x, const float *dy, long pixels, long channels,
                       const float *scale, const float *shift, const float *mean, float slope,
                       double *sums);
// dx = g * a + x * b + c.
void tk_norm_back(int isa, const float *x, const float *dy, long pixels, long channels,
                  const float *scale, const float *shift, float slope, const float *a,
                  const float *b, const float *c, float *dx);

// From the sums of `shards` shards: mean and biased variance over `count` values of each channel,
// inverse = 1 / sqrt(variance + epsilon), scale = gamma * inverse, shift = beta - mean * scale.
void tk_norm_finish(const double *sums, long shards, long channels, double count,
                    const float *origin, const float *gamma, const float *beta, double epsilon,
                    float *mean, float *variance, float *inverse, float *scale, float *shift);
// gamma_gradient and beta_gradient are added to; a, b, c are the factors of tk_norm_back.
void tk_norm_back_finish(const double *sums, long shards, long channels, double count,
                         const float *mean, const float *inverse, const float *gamma,
                         float *gamma_gradient, float *beta_gradient, float *a, float *b, float *c);

// y = (x - mean) / deviation, column by column; y may be x.
void tk_standardize(int isa, const float *x, long rows, long columns, const float *mean,
                    const float *deviation, float *y);

// Leaky rectifier with a slope in 0...1, and its gradient from the input.
void tk_leaky_forward(int isa, const float *x, long count, float slope, float *y);
void tk_leaky_back(int isa, const float *x, const float *dy, long count, float slope, float *dx);

// Maximum over size x size windows; the first maximum takes the gradient.
void tk_maxpool_forward(int isa, const float *x, long rows, long height, long width, long channels,
                        long size, float *y);
void tk_maxpool_back(int isa, const float *x, const float *dy, long rows, long height, long width,
                     long channels, long size, float *dx);
// Mean over all pixels of a row.
void tk_meanpool_forward(int isa, const float *x, long rows, long pixels, long channels, float *y);
void tk_meanpool_back(int isa, const float *dy, long rows, long pixels, long channels, float *dx);

// y = x * mask / (1 - rate): the mask is a hash of the seed and of the element's index from first.
void tk_dropout(int isa, const float *x, long count, uint64_t seed, uint64_t first, float rate,
                float *y);

// y += x, elementwise.
void tk_add(int isa, const float *x, long count, float *y);
// One step of stochastic gradient descent, with or without Nesterov's look-ahead.
void tk_sgd(int isa, float *parameters, const float *gradients, float *velocity, long count,
            float rate, float momentum, float decay, int nesterov);
// One step of Adam with decoupled weight decay; first_scale = rate / (1 - beta1^t),
// second_scale = 1 / sqrt(1 - beta2^t), keep = 1 - rate * decay.
void tk_adamw(int isa, float *parameters, const float *gradients, float *first, float *second,
              long count, float beta1, float beta2, float epsilon, float first_scale,
              float second_scale, float keep);
// shadow = decay * shadow + (1 - decay) * x.
void tk_average(int isa, const float *x, long count, float decay, float *shadow);
// x *= factor.
void tk_scale(int isa, float *x, long count, float factor);
// The sum of squares, in double precision and in a fixed order.
double tk_sum_squares(int isa, const float *x, long count);
// The same of x + decay * w, each element rounded.
double tk_sum_squares_decayed(int isa, const float *x, const float *w, float decay, long count);

// A pooling with square windows; kernel 0: windows that divide the input as evenly as may be.
typedef struct {
    long height, width, channels, out_height, out_width, kernel, stride, padding;
    int counts_padding;
} tk_pooling;

// A 2-D convolution whose channels are in groups, or whose taps are apart.
typedef struct {
    long height, width, inputs, out_height, out_width, outputs, kernel, stride, padding, dilation, groups;
} tk_grouped;

// y = a * b, where b has one pixel for all pixels of a row of a.
void tk_multiply(int isa, const float *a, const float *b, long rows, long pixels, long channels, float *y);
// db = the sum over the pixels of a row of dy * a.
void tk_multiply_back(int isa, const float *dy, const float *a, long rows, long pixels, long channels, float *db);
// 0: ReLU6, 1: GELU by the error function, 2: SiLU, 3: tanh, 4: logarithm, 5: exponential.
void tk_activate(int isa, int kind, const float *x, long count, float *y);
void tk_activate_back(int isa, int kind, const float *x, const float *dy, long count, float *dx);
// The softmax of factor * x over the middle axis of [positions, groups, width].
void tk_softmax(int isa, const float *x, long positions, long groups, long width, float factor, float *y);
void tk_softmax_back(int isa, const float *y, const float *dy, long positions, long groups, long width, float factor, float *dx);
// Rows of length 1: x / max(|x|, epsilon).
void tk_unit_rows(int isa, const float *x, long rows, long width, float epsilon, float *y);
void tk_unit_rows_back(int isa, const float *x, const float *dy, long rows, long width, float epsilon, float *dx);
// Each group of channels of a row by its own moments [rows, groups, 2]: the mean, 1 / deviation.
void tk_group_norm(int isa, const float *x, long rows, long pixels, long channels, long groups, double epsilon, const float *gamma, const float *beta, float *y, float *moments);
// dgamma and dbeta are added to; dx may be null.
void tk_group_norm_back(int isa, const float *x, const float *dy, long rows, long pixels, long channels, long groups, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx);
// Pooling; overlapping windows are allowed.
// The largest of each channel over the items of a row; its gradient goes to the first of equals.
void tk_largest(int isa, const float *x, long items, long channels, float *y);
void tk_largest_back(int isa, const float *x, const float *y, const float *dy, long items, long channels, float *dx);
void tk_average_pool(int isa, const tk_pooling *shape, const float *x, long rows, float *y);
void tk_average_pool_back(int isa, const tk_pooling *shape, const float *dy, long rows, float *dx);
void tk_overlapping_max(int isa, const tk_pooling *shape, const float *x, long rows, float *y);
void tk_overlapping_max_back(int isa, const tk_pooling *shape, const float *x, const float *dy, long rows, float *dx);
// Whole rows of zeros with probability `rate`, the others scaled by 1 / (1 - rate).
void tk_drop_rows(int isa, const float *x, long rows, long width, uint64_t seed, uint64_t first, float rate, float *y);
// Convolutions with groups or dilation; weights are packed [kernel, kernel, inputs / groups, outputs].
void tk_grouped_forward(int isa, const tk_grouped *shape, const float *x, const float *packed, const float *bias, float *y, long rows);
void tk_grouped_back_data(int isa, const tk_grouped *shape, const float *dy, const float *packed, float *dx, long rows);
// dw, packed as the weights are, is added to.
void tk_grouped_back_weights(int isa, const tk_grouped *shape, const float *x, const float *dy, float *dw, long rows);

void tk_grouped_pack(const tk_grouped *shape, const float *weights, float *packed);
// gradient[outputs, inputs / groups, kernel, kernel] += the sum of `shards` arrays dw, in index order.
void tk_grouped_reduce(const tk_grouped *shape, const float *dw, long stride, long shards,
                       float *gradient);
// Copies `count` channels of each position from one place among channels to another.
void tk_copy_channels(const float *x, long positions, long source_channels, long source_first,
                      long count, float *y, long target_channels, long target_first);

// One head of self-attention over the items of one row: of query, key and value the first item's, each `width` wide,
// and the floats from one item to the next.
typedef struct {
    const float *q, *k, *v;
    long q_stride, k_stride, v_stride, items, width;
    float factor;
} tk_attention;

// What attention's gradient is made from, and where that of query, key and value goes.
typedef struct {
    const float *y, *dy, *logsums;
    float *dq, *dk, *dv;
    long y_stride, logsum_stride, q_stride, k_stride, v_stride;
} tk_attention_back;

// The floats of scratch that either direction needs.
size_t tk_attention_scratch(long items, long width);
// y = softmax(factor * q k^T) v; logsums, which may be null, the logarithm of what each query's exponentials sum to.
void tk_attention_forward(int isa, const tk_attention *head, float *y, long y_stride, float *logsums, long logsum_stride, float *scratch);
// Overwrites dq, dk and dv.
void tk_attention_back_pass(int isa, const tk_attention *head, const tk_attention_back *back, float *scratch);
// Layer normalisation of rows; moments, [rows][2], are the means and 1 / sqrt(variance + epsilon). y may be x.
void tk_layer_norm(int isa, const float *x, long rows, long width, float epsilon, const float *gamma, const float *beta, float *y, float *moments);
// dgamma and dbeta are added to; dx may be null.
void tk_layer_norm_back(int isa, const float *x, const float *dy, long rows, long width, const float *gamma, const float *moments, float *dgamma, float *dbeta, float *dx);
// Rows of a table by their numbers, which come as floats: what is none in 0..<count is 0.
void tk_gather_rows(const float *numbers, long items, const float *table, long count, long width, float *y);
// gradient[number][column] += dy, for columns first..<end, in the order of the items.
void tk_scatter_rows(const float *numbers, long items, const float *dy, long count, long width, long first, long end, float *gradient);

// y[rows][width]: the sine of row / 10000^(2i / width) in column 2i and the cosine in 2i + 1.
void tk_sinusoids(long rows, long width, float *y);

// A pool of threads that share the tasks of one call; tasks are dealt in contiguous runs.
typedef struct tk_pool tk_pool;
typedef void (*tk_task)(void *context, long worker, long task);
tk_pool *tk_pool_create(int threads);
void tk_pool_run(tk_pool *pool, tk_task task, void *context, long tasks);
void tk_pool_destroy(tk_pool *pool);

// Gives memory that was freed, and that the allocator still holds, back to the system.
void tk_give_back_memory(void);

// Lets the allocator keep blocks of up to 32 MiB that are freed, 256 MiB of them at its end.
void tk_keep_freed_memory(void);
