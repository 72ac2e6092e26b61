// Functions of VW numbers at a time, the widest of an instruction set: included by lanes.h. A lane's bits depend on
// its number alone, so an array's do not depend on where a number stands in it.

static inline VF FN(choose)(FN(mask) where, VF yes, VF no) {
    return (VF)((where & (FN(mask))yes) | (~where & (FN(mask))no));
}

// exp(x) within 2e-7 of it, relatively; 0 below -87.33, and of no more than 88.37. Cephes' polynomial.
static inline VF FN(exp)(VF x) {
    const VF least = (VF)-87.33f, most = (VF)88.37f;
    VF c = __builtin_elementwise_min(__builtin_elementwise_max(x, least), most);
    // The nearest whole number: what is beyond 2^23 has no other digits.
    VF n = (c * (VF)1.44269504088896341f + (VF)12582912.0f) - (VF)12582912.0f;
    VF r = c - n * (VF)0.693359375f;
    r = r - n * (VF)-2.12194440e-4f;
    VF p = (VF)1.9875691500e-4f;
    p = p * r + (VF)1.3981999507e-3f;
    p = p * r + (VF)8.3334519073e-3f;
    p = p * r + (VF)4.1665795894e-2f;
    p = p * r + (VF)1.6666665459e-1f;
    p = p * r + (VF)5.0000001201e-1f;
    p = p * (r * r) + (r + (VF)1.0f);
    FN(mask) power = (__builtin_convertvector(n, FN(mask)) + 127) << 23;
    p = p * (VF)power;
    return FN(choose)(x < least, (VF)0.0f, p);
}

// erf(x) within 4e-7 of it, relatively: a rational function on -4...4, beyond which it is 1 or -1 to the last bit.
static inline VF FN(erf)(VF x) {
    VF c = __builtin_elementwise_min(__builtin_elementwise_max(x, (VF)-4.0f), (VF)4.0f);
    VF s = c * c;
    VF p = (VF)-2.72614225801306e-10f;
    p = p * s + (VF)2.77068142495902e-08f;
    p = p * s + (VF)-2.10102402082508e-06f;
    p = p * s + (VF)-5.69250639462346e-05f;
    p = p * s + (VF)-7.34990630326855e-04f;
    p = p * s + (VF)-2.95459980854025e-03f;
    p = p * s + (VF)-1.60960333262415e-02f;
    VF q = (VF)-1.45660718464996e-05f;
    q = q * s + (VF)-2.13374055278905e-04f;
    q = q * s + (VF)-1.68282697438203e-03f;
    q = q * s + (VF)-7.37332916720468e-03f;
    q = q * s + (VF)-1.42647390514189e-02f;
    return c * p / q;
}

static inline VF FN(gelu)(VF x) {
    return (VF)0.5f * x * ((VF)1.0f + FN(erf)(x * (VF)0.70710678118654752f));
}

static inline VF FN(gelu_back)(VF x, VF dy) {
    VF cdf = (VF)0.5f * ((VF)1.0f + FN(erf)(x * (VF)0.70710678118654752f));
    return dy * (cdf + x * (VF)0.39894228040143268f * FN(exp)((VF)-0.5f * x * x));
}

// Fewer numbers than a vector has, the others 0.
static inline VF FN(load_some)(const float *x, long count) {
    float all[VW] = {0};
    for (long i = 0; i < count; i++) all[i] = x[i];
    return LD(all);
}

static inline void FN(store_some)(float *y, long count, VF v) {
    float all[VW];
    ST(all, v);
    for (long i = 0; i < count; i++) y[i] = all[i];
}

static void FN(gelu_all)(const float *x, long count, float *y) {
    long i = 0;
    for (; i + VW <= count; i += VW) ST(y + i, FN(gelu)(LD(x + i)));
    if (i < count) FN(store_some)(y + i, count - i, FN(gelu)(FN(load_some)(x + i, count - i)));
}

static void FN(gelu_back_all)(const float *x, const float *dy, long count, float *dx) {
    long i = 0;
    for (; i + VW <= count; i += VW) ST(dx + i, FN(gelu_back)(LD(x + i), LD(dy + i)));
    if (i < count)
        FN(store_some)(dx + i, count - i,
                       FN(gelu_back)(FN(load_some)(x + i, count - i),
                                     FN(load_some)(dy + i, count - i)));
}

// The sum of the lanes, from the first to the last.
static inline float FN(lane_sum)(VF v) {
    float all[VW], sum = 0;
    ST(all, v);
    for (int i = 0; i < VW; i++) sum += all[i];
    return sum;
}

static inline float FN(lane_most)(VF v) {
    float all[VW];
    ST(all, v);
    float most = all[0];
    for (int i = 1; i < VW; i++) most = all[i] > most ? all[i] : most;
    return most;
}

// Layer normalisation: each row by its own mean and variance. `moments[rows][2]` is set to the mean and to
// 1 / sqrt(variance + epsilon); y may be x.
static void FN(layer_norm)(const float *x, long rows, long width, float epsilon,
                           const float *gamma, const float *beta, float *y, float *moments) {
    long whole = width / VW * VW, rest = width - whole;
    float count = (float)width;
    for (long r = 0; r < rows; r++, x += width, y += width) {
        VF sum = (VF)0.0f, other = (VF)0.0f;
        long j = 0;
        for (; j + 2 * VW <= whole; j += 2 * VW) {
            sum += LD(x + j);
            other += LD(x + j + VW);
        }
        for (; j < whole; j += VW) sum += LD(x + j);
        if (rest) other += FN(load_some)(x + whole, rest);
        float mean = FN(lane_sum)(sum + other) / count;
        VF squares = (VF)0.0f, others = (VF)0.0f;
        for (j = 0; j + 2 * VW <= whole; j += 2 * VW) {
            VF a = LD(x + j) - mean, b = LD(x + j + VW) - mean;
            squares += a * a;
            others += b * b;
        }
        for (; j < whole; j += VW) {
            VF a = LD(x + j) - mean;
            squares += a * a;
        }
        float variance = FN(lane_sum)(squares + others);
        for (j = whole; j < width; j++) variance += (x[j] - mean) * (x[j] - mean);
        float inverse = 1.0f / sqrtf(variance / count + epsilon);
        moments[2 * r] = mean;
        moments[2 * r + 1] = inverse;
        for (j = 0; j < whole; j += VW)
            ST(y + j, (LD(x + j) - mean) * inverse * LD(gamma + j) + LD(beta + j));
        for (; j < width; j++) y[j] = (x[j] - mean) * inverse * gamma[j] + beta[j];
    }
}

// dgamma and dbeta are added to; dx may be null.
static void FN(layer_norm_back)(const float *x, const float *dy, long rows, long width,
                                const float *gamma, const float *moments, float *dgamma,
                                float *dbeta, float *dx) {
    long whole = width / VW * VW;
    float count = (float)width;
    for (long r = 0; r < rows; r++, x += width, dy += width) {
        float m = moments[2 * r], inverse = moments[2 * r + 1];
        VF sums = (VF)0.0f, along = (VF)0.0f;
        long j = 0;
        for (; j < whole; j += VW) {
            VF d = LD(dy + j), h = (LD(x + j) - m) * inverse, g = d * LD(gamma + j);
            ST(dgamma + j, LD(dgamma + j) + d * h);
            ST(dbeta + j, LD(dbeta + j) + d);
            sums += g;
            along += g * h;
        }
        float a = FN(lane_sum)(sums), b = FN(lane_sum)(along);
        for (; j < width; j++) {
            float h = (x[j] - m) * inverse, g = dy[j] * gamma[j];
            dgamma[j] += dy[j] * h;
            dbeta[j] += dy[j];
            a += g;
            b += g * h;
        }
        if (!dx) continue;
        float *o = dx + r * width;
        a /= count;
        b /= count;
        for (j = 0; j < whole; j += VW) {
            VF h = (LD(x + j) - m) * inverse;
            ST(o + j, (LD(dy + j) * LD(gamma + j) - a - h * b) * inverse);
        }
        for (; j < width; j++)
            o[j] = (dy[j] * gamma[j] - a - (x[j] - m) * inverse * b) * inverse;
    }
}
