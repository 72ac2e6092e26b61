// Kernels of the operations that are not most of any network's time: plain loops that the compiler
// vectorises. Included by kernels.h, once for each instruction set.

// y = a * b, where b has one pixel for all pixels of a row of a.
void FN(multiply)(const float *a, const float *b, long rows, long pixels, long channels, float *y) {
    for (long r = 0; r < rows; r++)
        for (long p = 0; p < pixels; p++) {
            const float *x = a + (r * pixels + p) * channels, *s = b + r * channels;
            float *o = y + (r * pixels + p) * channels;
            for (long j = 0; j < channels; j++) o[j] = x[j] * s[j];
        }
}

// db = the sum over the pixels of a row of dy * a.
void FN(multiply_back)(const float *dy, const float *a, long rows, long pixels, long channels,
                       float *db) {
    for (long r = 0; r < rows; r++) {
        float *o = db + r * channels;
        for (long j = 0; j < channels; j++) o[j] = 0;
        for (long p = 0; p < pixels; p++) {
            const float *x = a + (r * pixels + p) * channels, *d = dy + (r * pixels + p) * channels;
            for (long j = 0; j < channels; j++) o[j] += d[j] * x[j];
        }
    }
}

// 0: min(max(x, 0), 6); 1: GELU by the error function; 2: x * sigmoid(x); 3: tanh(x); 4: log(x); 5: exp(x).
void FN(activate)(int kind, const float *x, long count, float *y) {
    switch (kind) {
    case 0:
        for (long i = 0; i < count; i++) y[i] = x[i] < 0 ? 0 : x[i] > 6 ? 6 : x[i];
        break;
    case 1:
        AT(gelu_all, TK_WIDEST)(x, count, y);
        break;
    case 2:
        for (long i = 0; i < count; i++) y[i] = x[i] / (1.0f + expf(-x[i]));
        break;
    case 3:
        for (long i = 0; i < count; i++) y[i] = tanhf(x[i]);
        break;
    case 4:
        for (long i = 0; i < count; i++) y[i] = logf(x[i]);
        break;
    default:
        for (long i = 0; i < count; i++) y[i] = expf(x[i]);
    }
}

void FN(activate_back)(int kind, const float *x, const float *dy, long count, float *dx) {
    switch (kind) {
    case 0:
        for (long i = 0; i < count; i++) dx[i] = x[i] > 0 && x[i] < 6 ? dy[i] : 0;
        break;
    case 1:
        AT(gelu_back_all, TK_WIDEST)(x, dy, count, dx);
        break;
    case 2:
        for (long i = 0; i < count; i++) {
            float s = 1.0f / (1.0f + expf(-x[i]));
            dx[i] = dy[i] * s * (1.0f + x[i] * (1.0f - s));
        }
        break;
    case 3:
        for (long i = 0; i < count; i++) {
            float t = tanhf(x[i]);
            dx[i] = dy[i] * (1.0f - t * t);
        }
        break;
    case 4:
        for (long i = 0; i < count; i++) dx[i] = dy[i] / x[i];
        break;
    default:
        for (long i = 0; i < count; i++) dx[i] = dy[i] * expf(x[i]);
    }
}

// The softmax of factor * x over the middle axis of [positions, groups, width].
void FN(softmax)(const float *x, long positions, long groups, long width, float factor, float *y) {
    for (long p = 0; p < positions; p++)
        for (long j = 0; j < width; j++) {
            const float *a = x + p * groups * width + j;
            float *o = y + p * groups * width + j, most = a[0] * factor, sum = 0;
            for (long g = 1; g < groups; g++) {
                float v = a[g * width] * factor;
                most = v > most ? v : most;
            }
            for (long g = 0; g < groups; g++) {
                o[g * width] = expf(a[g * width] * factor - most);
                sum += o[g * width];
            }
            for (long g = 0; g < groups; g++) o[g * width] /= sum;
        }
}

void FN(softmax_back)(const float *y, const float *dy, long positions, long groups, long width,
                      float factor, float *dx) {
    for (long p = 0; p < positions; p++)
        for (long j = 0; j < width; j++) {
            long at = p * groups * width + j;
            float sum = 0;
            for (long g = 0; g < groups; g++) sum += y[at + g * width] * dy[at + g * width];
            for (long g = 0; g < groups; g++)
                dx[at + g * width] = factor * y[at + g * width] * (dy[at + g * width] - sum);
        }
}

static double FN(dot)(const float *a, const float *b, long count) {
    double parts[8] = {0}, sum = 0;
    long i = 0;
    for (; i + 8 <= count; i += 8)
        for (int j = 0; j < 8; j++) parts[j] += (double)a[i + j] * (double)b[i + j];
    for (; i < count; i++) parts[0] += (double)a[i] * (double)b[i];
    for (int j = 0; j < 8; j++) sum += parts[j];
    return sum;
}

// y = x / max(|x|, epsilon), row by row.
void FN(unit_rows)(const float *x, long rows, long width, float epsilon, float *y) {
    for (long r = 0; r < rows; r++) {
        double norm = sqrt(FN(dot)(x + r * width, x + r * width, width));
        float factor = (float)(1 / (norm > (double)epsilon ? norm : (double)epsilon));
        for (long j = 0; j < width; j++) y[r * width + j] = x[r * width + j] * factor;
    }
}

void FN(unit_rows_back)(const float *x, const float *dy, long rows, long width, float epsilon,
                        float *dx) {
    for (long r = 0; r < rows; r++) {
        const float *a = x + r * width, *d = dy + r * width;
        double norm = sqrt(FN(dot)(a, a, width)), inverse, along;
        int isLong = norm > (double)epsilon;
        inverse = 1 / (isLong ? norm : (double)epsilon);
        along = isLong ? FN(dot)(a, d, width) * inverse * inverse * inverse : 0;
        for (long j = 0; j < width; j++)
            dx[r * width + j] = (float)((double)d[j] * inverse - (double)a[j] * along);
    }
}

// Normalises each group of channels of a row by its own mean and variance over `pixels`.
// `moments[rows][groups][2]` is set to the mean and to 1 / sqrt(variance + epsilon).
void FN(group_norm)(const float *x, long rows, long pixels, long channels, long groups,
                    double epsilon, const float *gamma, const float *beta, float *y,
                    float *moments) {
    long width = channels / groups;
    for (long r = 0; r < rows; r++)
        for (long g = 0; g < groups; g++) {
            const float *a = x + r * pixels * channels + g * width;
            float *o = y + r * pixels * channels + g * width;
            double sum = 0, squares = 0, count = (double)(pixels * width);
            for (long p = 0; p < pixels; p++)
                for (long j = 0; j < width; j++) sum += (double)a[p * channels + j];
            double mean = sum / count;
            for (long p = 0; p < pixels; p++)
                for (long j = 0; j < width; j++) {
                    double d = (double)a[p * channels + j] - mean;
                    squares += d * d;
                }
            float inverse = (float)(1 / sqrt(squares / count + epsilon)), m = (float)mean;
            moments[2 * (r * groups + g)] = m;
            moments[2 * (r * groups + g) + 1] = inverse;
            for (long p = 0; p < pixels; p++)
                for (long j = 0; j < width; j++)
                    o[p * channels + j] = (a[p * channels + j] - m) * inverse * gamma[g * width + j] +
                                          beta[g * width + j];
        }
}

// dgamma and dbeta are added to; dx may be null.
void FN(group_norm_back)(const float *x, const float *dy, long rows, long pixels, long channels,
                         long groups, const float *gamma, const float *moments, float *dgamma,
                         float *dbeta, float *dx) {
    long width = channels / groups;
    for (long r = 0; r < rows; r++)
        for (long g = 0; g < groups; g++) {
            long start = r * pixels * channels + g * width;
            float m = moments[2 * (r * groups + g)], inverse = moments[2 * (r * groups + g) + 1];
            double sum = 0, along = 0, count = (double)(pixels * width);
            for (long p = 0; p < pixels; p++)
                for (long j = 0; j < width; j++) {
                    float d = dy[start + p * channels + j];
                    float h = (x[start + p * channels + j] - m) * inverse;
                    dgamma[g * width + j] += d * h;
                    dbeta[g * width + j] += d;
                    sum += (double)(d * gamma[g * width + j]);
                    along += (double)(d * gamma[g * width + j] * h);
                }
            if (!dx) continue;
            float a = (float)(sum / count), b = (float)(along / count);
            for (long p = 0; p < pixels; p++)
                for (long j = 0; j < width; j++) {
                    long at = start + p * channels + j;
                    float h = (x[at] - m) * inverse;
                    dx[at] = inverse * (dy[at] * gamma[g * width + j] - a - h * b);
                }
        }
}

// The rows and columns of the input that a place of a pooled image sees.
typedef struct {
    long top, bottom, left, right;
    float weight;
} FN(window);

static FN(window) FN(window_at)(const tk_pooling *c, long y, long x) {
    FN(window) w;
    if (c->kernel == 0) {
        w.top = y * c->height / c->out_height;
        w.bottom = ((y + 1) * c->height + c->out_height - 1) / c->out_height;
        w.left = x * c->width / c->out_width;
        w.right = ((x + 1) * c->width + c->out_width - 1) / c->out_width;
        w.weight = 1.0f / (float)((w.bottom - w.top) * (w.right - w.left));
        return w;
    }
    long top = y * c->stride - c->padding, left = x * c->stride - c->padding;
    long bottom = top + c->kernel, right = left + c->kernel;
    w.top = top < 0 ? 0 : top;
    w.left = left < 0 ? 0 : left;
    w.bottom = bottom > c->height ? c->height : bottom;
    w.right = right > c->width ? c->width : right;
    // Every window lies within the image and its padding.
    long count = c->counts_padding ? c->kernel * c->kernel
                                   : (w.bottom - w.top) * (w.right - w.left);
    w.weight = 1.0f / (float)count;
    return w;
}

void FN(average_pool)(const tk_pooling *c, const float *x, long rows, float *y) {
    long n = c->channels;
    for (long r = 0; r < rows; r++, x += c->height * c->width * n)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, y += n) {
                FN(window) w = FN(window_at)(c, i, j);
                for (long k = 0; k < n; k++) y[k] = 0;
                for (long a = w.top; a < w.bottom; a++)
                    for (long b = w.left; b < w.right; b++)
                        for (long k = 0; k < n; k++) y[k] += x[(a * c->width + b) * n + k];
                for (long k = 0; k < n; k++) y[k] *= w.weight;
            }
}

void FN(average_pool_back)(const tk_pooling *c, const float *dy, long rows, float *dx) {
    long n = c->channels, size = c->height * c->width * n;
    memset(dx, 0, (size_t)(rows * size) * sizeof(float));
    for (long r = 0; r < rows; r++, dx += size)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, dy += n) {
                FN(window) w = FN(window_at)(c, i, j);
                for (long a = w.top; a < w.bottom; a++)
                    for (long b = w.left; b < w.right; b++)
                        for (long k = 0; k < n; k++)
                            dx[(a * c->width + b) * n + k] += dy[k] * w.weight;
            }
}

void FN(overlapping_max)(const tk_pooling *c, const float *x, long rows, float *y) {
    long n = c->channels;
    for (long r = 0; r < rows; r++, x += c->height * c->width * n)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, y += n) {
                FN(window) w = FN(window_at)(c, i, j);
                const float *first = x + (w.top * c->width + w.left) * n;
                for (long k = 0; k < n; k++) y[k] = first[k];
                for (long a = w.top; a < w.bottom; a++)
                    for (long b = w.left; b < w.right; b++)
                        for (long k = 0; k < n; k++) {
                            float v = x[(a * c->width + b) * n + k];
                            y[k] = v > y[k] ? v : y[k];
                        }
            }
}

// The first maximum of a window takes its gradient.
void FN(overlapping_max_back)(const tk_pooling *c, const float *x, const float *dy, long rows,
                              float *dx) {
    long n = c->channels, size = c->height * c->width * n;
    memset(dx, 0, (size_t)(rows * size) * sizeof(float));
    for (long r = 0; r < rows; r++, x += size, dx += size)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, dy += n) {
                FN(window) w = FN(window_at)(c, i, j);
                for (long k = 0; k < n; k++) {
                    long best = (w.top * c->width + w.left) * n + k;
                    for (long a = w.top; a < w.bottom; a++)
                        for (long b = w.left; b < w.right; b++) {
                            long at = (a * c->width + b) * n + k;
                            if (x[at] > x[best]) best = at;
                        }
                    dx[best] += dy[k];
                }
            }
}

// y = x or 0, whole rows with probability `rate`, scaled by 1 / (1 - rate).
void FN(drop_rows)(const float *x, long rows, long width, uint64_t seed, uint64_t first, float rate,
                   float *y) {
    uint32_t limit = (uint32_t)((double)rate * 4294967296.0);
    for (long r = 0; r < rows; r++) {
        float factor = FN(hash)(seed, first + (uint64_t)r) >= limit ? 1.0f / (1.0f - rate) : 0.0f;
        for (long i = 0; i < width; i++) y[r * width + i] = x[r * width + i] * factor;
    }
}

// Convolutions with groups or dilation; the packed weights are [kernel, kernel, inputs of a group, outputs].
void FN(grouped_forward)(const tk_grouped *c, const float *x, const float *packed, const float *bias,
                         float *y, long rows) {
    long wide = c->inputs / c->groups, narrow = c->outputs / c->groups;
    for (long r = 0; r < rows; r++, x += c->height * c->width * c->inputs)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, y += c->outputs) {
                for (long o = 0; o < c->outputs; o++) y[o] = bias ? bias[o] : 0;
                for (long a = 0; a < c->kernel; a++) {
                    long top = i * c->stride + a * c->dilation - c->padding;
                    if (top < 0 || top >= c->height) continue;
                    for (long b = 0; b < c->kernel; b++) {
                        long left = j * c->stride + b * c->dilation - c->padding;
                        if (left < 0 || left >= c->width) continue;
                        const float *p = x + (top * c->width + left) * c->inputs;
                        const float *w = packed + (a * c->kernel + b) * wide * c->outputs;
                        if (wide == 1 && narrow == 1) {
                            for (long o = 0; o < c->outputs; o++) y[o] += p[o] * w[o];
                            continue;
                        }
                        for (long g = 0; g < c->groups; g++)
                            for (long k = 0; k < wide; k++) {
                                float s = p[g * wide + k];
                                const float *v = w + k * c->outputs + g * narrow;
                                float *q = y + g * narrow;
                                for (long o = 0; o < narrow; o++) q[o] += s * v[o];
                            }
                    }
                }
            }
}

void FN(grouped_back_data)(const tk_grouped *c, const float *dy, const float *packed, float *dx,
                           long rows) {
    long wide = c->inputs / c->groups, narrow = c->outputs / c->groups;
    long size = c->height * c->width * c->inputs;
    memset(dx, 0, (size_t)(rows * size) * sizeof(float));
    for (long r = 0; r < rows; r++, dx += size)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, dy += c->outputs)
                for (long a = 0; a < c->kernel; a++) {
                    long top = i * c->stride + a * c->dilation - c->padding;
                    if (top < 0 || top >= c->height) continue;
                    for (long b = 0; b < c->kernel; b++) {
                        long left = j * c->stride + b * c->dilation - c->padding;
                        if (left < 0 || left >= c->width) continue;
                        float *p = dx + (top * c->width + left) * c->inputs;
                        const float *w = packed + (a * c->kernel + b) * wide * c->outputs;
                        if (wide == 1 && narrow == 1) {
                            for (long o = 0; o < c->outputs; o++) p[o] += dy[o] * w[o];
                            continue;
                        }
                        for (long g = 0; g < c->groups; g++)
                            for (long k = 0; k < wide; k++) {
                                const float *v = w + k * c->outputs + g * narrow;
                                const float *d = dy + g * narrow;
                                float sum = 0;
                                for (long o = 0; o < narrow; o++) sum += d[o] * v[o];
                                p[g * wide + k] += sum;
                            }
                    }
                }
}

// dw, packed as the weights are, is added to.
void FN(grouped_back_weights)(const tk_grouped *c, const float *x, const float *dy, float *dw,
                              long rows) {
    long wide = c->inputs / c->groups, narrow = c->outputs / c->groups;
    for (long r = 0; r < rows; r++, x += c->height * c->width * c->inputs)
        for (long i = 0; i < c->out_height; i++)
            for (long j = 0; j < c->out_width; j++, dy += c->outputs)
                for (long a = 0; a < c->kernel; a++) {
                    long top = i * c->stride + a * c->dilation - c->padding;
                    if (top < 0 || top >= c->height) continue;
                    for (long b = 0; b < c->kernel; b++) {
                        long left = j * c->stride + b * c->dilation - c->padding;
                        if (left < 0 || left >= c->width) continue;
                        const float *p = x + (top * c->width + left) * c->inputs;
                        float *w = dw + (a * c->kernel + b) * wide * c->outputs;
                        if (wide == 1 && narrow == 1) {
                            for (long o = 0; o < c->outputs; o++) w[o] += p[o] * dy[o];
                            continue;
                        }
                        for (long g = 0; g < c->groups; g++)
                            for (long k = 0; k < wide; k++) {
                                float s = p[g * wide + k];
                                float *v = w + k * c->outputs + g * narrow;
                                const float *d = dy + g * narrow;
                                for (long o = 0; o < narrow; o++) v[o] += s * d[o];
                            }
                    }
                }
}

// The largest of each channel over the items of a row.
void FN(largest)(const float *x, long items, long channels, float *y) {
    for (long j = 0; j < channels; j++) y[j] = x[j];
    for (long i = 1; i < items; i++)
        for (long j = 0; j < channels; j++) y[j] = x[i * channels + j] > y[j] ? x[i * channels + j] : y[j];
}

// The gradient of each channel goes to the first item that has the largest value.
void FN(largest_back)(const float *x, const float *y, const float *dy, long items, long channels,
                      float *dx) {
    memset(dx, 0, (size_t)(items * channels) * sizeof(float));
    for (long j = 0; j < channels; j++) {
        long i = 0;
        while (i < items - 1 && x[i * channels + j] != y[j]) i++;
        dx[i * channels + j] = dy[j];
    }
}
