#include "shapes.h"

static int floor_division(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

static void find_axis(const tk_convolution *c, int phase, int extent, tk_axis *axis) {
    int s = c->stride;
    axis->positions = extent > phase ? (extent - phase + s - 1) / s : 0;
    axis->count = 0;
    axis->first = 0;
    for (int k = c->kernel - 1; k >= 0; k--) {
        int offset = phase + c->padding - k;
        if (((offset % s) + s) % s != 0) continue;
        if (axis->count == 0) axis->first = floor_division(offset, s);
        axis->k[axis->count++] = k;
    }
}

static void find_padding(const tk_axis *axes, int stride, int extent, int *pad, int *padded) {
    int low = 0, high = extent;
    for (int phase = 0; phase < stride; phase++) {
        const tk_axis *a = &axes[phase];
        if (a->count == 0 || a->positions == 0) continue;
        if (a->first < low) low = a->first;
        int end = a->positions - 1 + a->first + a->count;
        if (end > high) high = end;
    }
    *pad = -low;
    *padded = high - low;
}

void tk_find_phases(const tk_convolution *c, tk_phases *f) {
    for (int phase = 0; phase < c->stride; phase++) {
        find_axis(c, phase, c->height, &f->y[phase]);
        find_axis(c, phase, c->width, &f->x[phase]);
    }
    find_padding(f->y, c->stride, c->out_height, &f->pad_y, &f->padded_height);
    find_padding(f->x, c->stride, c->out_width, &f->pad_x, &f->padded_width);
}

size_t tk_conv_scratch(const tk_convolution *c) {
    tk_phases f;
    tk_find_phases(c, &f);
    size_t forward = (size_t)(c->height + 2 * c->padding) * (c->width + 2 * c->padding) * c->inputs;
    size_t back = (size_t)f.padded_height * f.padded_width * c->outputs;
    size_t direct = forward + back, tiles = 0;
    if (tk_winograd_shape(c))
        tiles = (size_t)(c->width / 2 > TK_TILES ? c->width / 2 : TK_TILES);
    if (tk_winograd_gradient_shape(c)) {
        size_t more = (size_t)tk_gradient_band(c) * (c->width / 2) *
                      tk_winograd_images(c, TK_GRADIENT_TILES);
        tiles = more > tiles ? more : tiles;
    }
    size_t winograd = 16 * (tk_plane((int)tiles, c->inputs) + tk_plane((int)tiles, c->outputs));
    return (winograd > direct ? winograd : direct) + 64;
}

size_t tk_conv_partial(const tk_convolution *c) {
    return (size_t)(tk_winograd_gradient_shape(c) ? 16 : c->kernel * c->kernel) * c->inputs *
           c->outputs;
}

size_t tk_conv_packed(const tk_convolution *c) {
    size_t taps = tk_winograd_shape(c) ? 16 : (size_t)(c->kernel * c->kernel);
    return taps * c->inputs * c->outputs;
}

// u[16][block][inputs][q] from w; `back` turns the kernel round and swaps inputs and outputs.
static void pack_winograd(int isa, const tk_convolution *c, const float *w, int back, float *u) {
    int inputs = back ? c->outputs : c->inputs, outputs = back ? c->inputs : c->outputs;
    tk_lanes lanes = tk_lanes_for(isa, outputs);
    int q = lanes.width * lanes.vectors;
    size_t plane = (size_t)inputs * outputs;
    for (int block = 0; block < outputs / q; block++)
        for (int i = 0; i < inputs; i++, u += q)
            for (int j = 0; j < q; j++) {
                int o = block * q + j;
                const float *g = w + (back ? (size_t)i * outputs + o : (size_t)o * inputs + i) * 9;
                float t[4][3];
                for (int x = 0; x < 3; x++) {
                    float a = g[back ? 8 - x : x], b = g[back ? 5 - x : 3 + x];
                    float d = g[back ? 2 - x : 6 + x], sum = a + d;
                    t[0][x] = a;
                    t[1][x] = (sum + b) * 0.5f;
                    t[2][x] = (sum - b) * 0.5f;
                    t[3][x] = d;
                }
                for (int y = 0; y < 4; y++) {
                    float sum = t[y][0] + t[y][2];
                    u[(4 * y) * plane + j] = t[y][0];
                    u[(4 * y + 1) * plane + j] = (sum + t[y][1]) * 0.5f;
                    u[(4 * y + 2) * plane + j] = (sum - t[y][1]) * 0.5f;
                    u[(4 * y + 3) * plane + j] = t[y][2];
                }
            }
}

void tk_conv_pack(int isa, const tk_convolution *c, const float *w, float *packed) {
    if (tk_winograd(isa, c)) {
        pack_winograd(isa, c, w, 0, packed);
        return;
    }
    tk_lanes lanes = tk_lanes_for(isa, c->outputs);
    int q = lanes.width * lanes.vectors, kk = c->kernel * c->kernel;
    for (int block = 0; block < c->outputs / q; block++)
        for (int k = 0; k < kk; k++)
            for (int i = 0; i < c->inputs; i++)
                for (int o = 0; o < q; o++)
                    *packed++ = w[((size_t)(block * q + o) * c->inputs + i) * kk + k];
}

void tk_conv_pack_back(int isa, const tk_convolution *c, const float *w, float *packed) {
    if (tk_winograd(isa, c)) {
        pack_winograd(isa, c, w, 1, packed);
        return;
    }
    tk_lanes lanes = tk_lanes_for(isa, c->inputs);
    int q = lanes.width * lanes.vectors, s = c->stride, kk = c->kernel * c->kernel;
    tk_phases f;
    tk_find_phases(c, &f);
    for (int phase = 0; phase < s * s; phase++) {
        const tk_axis *ay = &f.y[phase / s], *ax = &f.x[phase % s];
        for (int block = 0; block < c->inputs / q; block++)
            for (int a = 0; a < ay->count; a++)
                for (int b = 0; b < ax->count; b++) {
                    int k = ay->k[a] * c->kernel + ax->k[b];
                    for (int o = 0; o < c->outputs; o++)
                        for (int i = 0; i < q; i++)
                            *packed++ = w[((size_t)o * c->inputs + block * q + i) * kk + k];
                }
    }
}

// gradient += G^T dU G, https://arxiv.org/abs/1509.09308.
static void reduce_winograd(const tk_convolution *c, const float *du, long stride, long shards,
                            float *gradient) {
    size_t plane = (size_t)c->inputs * c->outputs;
    for (int i = 0; i < c->inputs; i++)
        for (int o = 0; o < c->outputs; o++) {
            const float *p = du + (size_t)i * c->outputs + o;
            float *g = gradient + ((size_t)o * c->inputs + i) * 9, t[3][4];
            for (int x = 0; x < 4; x++) {
                float m[4];
                for (int y = 0; y < 4; y++) {
                    const float *at = p + (4 * y + x) * plane;
                    m[y] = at[0];
                    for (long s = 1; s < shards; s++) m[y] += at[s * stride];
                }
                float half = (m[1] + m[2]) * 0.5f;
                t[0][x] = m[0] + half;
                t[1][x] = (m[1] - m[2]) * 0.5f;
                t[2][x] = half + m[3];
            }
            for (int y = 0; y < 3; y++) {
                float half = (t[y][1] + t[y][2]) * 0.5f;
                g[3 * y] += t[y][0] + half;
                g[3 * y + 1] += (t[y][1] - t[y][2]) * 0.5f;
                g[3 * y + 2] += half + t[y][3];
            }
        }
}

void tk_conv_reduce(int isa, const tk_convolution *c, const float *dw, long stride, long shards,
                    float *gradient) {
    if (tk_winograd_gradient(isa, c)) {
        reduce_winograd(c, dw, stride, shards, gradient);
        return;
    }
    int kk = c->kernel * c->kernel;
    for (int k = 0; k < kk; k++)
        for (int i = 0; i < c->inputs; i++) {
            const float *row = dw + ((size_t)k * c->inputs + i) * c->outputs;
            for (int o = 0; o < c->outputs; o++) {
                float sum = row[o];
                for (long s = 1; s < shards; s++) sum += row[s * stride + o];
                gradient[((size_t)o * c->inputs + i) * kk + k] += sum;
            }
        }
}

static tk_lanes dense_lanes(int isa, long columns) {
    int width = isa == 2 ? 16 : isa == 1 ? 8 : 4;
    return tk_lanes_for(isa, (columns + width - 1) / width * width);
}

size_t tk_dense_packed(long depth, long columns) {
    return (size_t)depth * (size_t)((columns + 15) / 16 * 16);
}

void tk_dense_pack(int isa, const float *w, long depth, long columns, int transposed,
                   float *packed) {
    tk_lanes lanes = dense_lanes(isa, columns);
    long q = lanes.width * lanes.vectors;
    for (long block = 0; block * q < columns; block++)
        for (long k = 0; k < depth; k++)
            for (long j = 0; j < q; j++) {
                long column = block * q + j;
                *packed++ = column >= columns ? 0
                            : transposed      ? w[k * columns + column]
                                              : w[column * depth + k];
            }
}

void tk_norm_finish(const double *sums, long shards, long channels, double count,
                    const float *origin, const float *gamma, const float *beta, double epsilon,
                    float *mean, float *variance, float *inverse, float *scale, float *shift) {
    for (long j = 0; j < channels; j++) {
        double s = 0, q = 0;
        for (long k = 0; k < shards; k++) {
            s += sums[2 * k * channels + j];
            q += sums[(2 * k + 1) * channels + j];
        }
        s /= count;
        double v = q / count - s * s;
        v = v > 0 ? v : 0;
        double m = (double)origin[j] + s, i = 1 / sqrt(v + epsilon);
        mean[j] = (float)m;
        variance[j] = (float)v;
        inverse[j] = (float)i;
        scale[j] = (float)((double)gamma[j] * i);
        shift[j] = (float)((double)beta[j] - m * (double)gamma[j] * i);
    }
}

void tk_norm_back_finish(const double *sums, long shards, long channels, double count,
                         const float *mean, const float *inverse, const float *gamma,
                         float *gamma_gradient, float *beta_gradient, float *a, float *b,
                         float *c) {
    for (long j = 0; j < channels; j++) {
        double s = 0, q = 0;
        for (long k = 0; k < shards; k++) {
            s += sums[2 * k * channels + j];
            q += sums[(2 * k + 1) * channels + j];
        }
        double i = (double)inverse[j], dg = q * i, gi = (double)gamma[j] * i;
        gamma_gradient[j] += (float)dg;
        beta_gradient[j] += (float)s;
        double slope = -gi * i * dg / count;
        a[j] = (float)gi;
        b[j] = (float)slope;
        c[j] = (float)(-gi * s / count - slope * (double)mean[j]);
    }
}

void tk_copy_channels(const float *x, long positions, long source_channels, long source_first,
                      long count, float *y, long target_channels, long target_first) {
    for (long p = 0; p < positions; p++)
        memcpy(y + p * target_channels + target_first, x + p * source_channels + source_first,
               (size_t)count * sizeof(float));
}

void tk_grouped_pack(const tk_grouped *c, const float *w, float *packed) {
    long kk = c->kernel * c->kernel, wide = c->inputs / c->groups;
    for (long o = 0; o < c->outputs; o++)
        for (long i = 0; i < wide; i++)
            for (long k = 0; k < kk; k++)
                packed[(k * wide + i) * c->outputs + o] = w[(o * wide + i) * kk + k];
}

void tk_grouped_reduce(const tk_grouped *c, const float *dw, long stride, long shards,
                       float *gradient) {
    long kk = c->kernel * c->kernel, wide = c->inputs / c->groups;
    for (long o = 0; o < c->outputs; o++)
        for (long i = 0; i < wide; i++)
            for (long k = 0; k < kk; k++) {
                const float *at = dw + (k * wide + i) * c->outputs + o;
                float sum = at[0];
                for (long s = 1; s < shards; s++) sum += at[s * stride];
                gradient[(o * wide + i) * kk + k] += sum;
            }
}

size_t tk_attention_scratch(long items, long width) {
    size_t wide = (size_t)((width + 15) / 16 * 16), n = (size_t)items;
    return 2 * n + TK_KEYS * 5 * wide + TK_QUERIES * (3 * wide + 2 * TK_KEYS);
}

// A number is compared before it is converted: of what is beyond an integer that would be undefined.
static long row_number(float number, long count) {
    return number >= 0 && number < (float)count ? (long)number : 0;
}

void tk_gather_rows(const float *numbers, long items, const float *table, long count, long width,
                    float *y) {
    for (long i = 0; i < items; i++)
        memcpy(y + i * width, table + row_number(numbers[i], count) * width,
               (size_t)width * sizeof(float));
}

void tk_scatter_rows(const float *numbers, long items, const float *dy, long count, long width,
                     long first, long end, float *gradient) {
    for (long i = 0; i < items; i++) {
        float *row = gradient + row_number(numbers[i], count) * width;
        for (long j = first; j < end; j++) row[j] += dy[i * width + j];
    }
}

void tk_sinusoids(long rows, long width, float *y) {
    for (long j = 0; j < width; j += 2) {
        double frequency = pow(10000, -(double)j / (double)width);
        for (long r = 0; r < rows; r++) {
            y[r * width + j] = (float)sin((double)r * frequency);
            if (j + 1 < width) y[r * width + j + 1] = (float)cos((double)r * frequency);
        }
    }
}
