// Attention of one head over the items of one row, by tiles: included by lanes.h, for the widest vectors of an
// instruction set. Softmax goes over the tiles of keys one after the other and keeps, for each query, the largest
// product and the sum so far, https://arxiv.org/abs/2205.14135. Tiles begin where the row begins: its bits do not
// depend on what is around it.

// The columns of matrices whose rows have the width of a head.
static inline long FN(head_columns)(long width) { return (width + VW - 1) / VW * VW; }

static inline int FN(vectors)(long columns) { return tk_lanes_for(TK_ISA, columns).vectors; }

// Packs columns `first...` of the transpose of x, times factor: blocks of [width][block columns], zeros after
// `items`.
static void FN(pack_transposed)(const float *x, long stride, long items, long width, long columns,
                                float factor, float *packed) {
    long q = (long)FN(vectors)(TK_KEYS) * VW;
    for (long block = 0; block * q < columns; block++, packed += q * width)
        for (long j = 0; j < q; j++) {
            long item = block * q + j;
            const float *row = x + item * stride;
            if (item < items)
                for (long l = 0; l < width; l++) packed[l * q + j] = row[l] * factor;
            else
                for (long l = 0; l < width; l++) packed[l * q + j] = 0;
        }
}

// Packs x as blocks of [items][block columns], zeros after `width`.
static void FN(pack_items)(const float *x, long stride, long items, long width, float *packed) {
    long columns = FN(head_columns)(width), q = (long)FN(vectors)(columns) * VW;
    for (long first = 0; first < columns; first += q) {
        long used = width - first < q ? width - first : q;
        for (long i = 0; i < items; i++, packed += q) {
            for (long j = 0; j < used; j++) packed[j] = x[i * stride + first + j];
            for (long j = used; j < q; j++) packed[j] = 0;
        }
    }
}

// y[rows][columns] = x[rows][depth] * packed, whose blocks are of V vectors.
static void FN(product)(const float *x, long stride, long rows, long depth, const float *packed,
                        long columns, int V, float *y, long ys) {
    long q = (long)V * VW, tile = FN(tile)(V);
    const ptrdiff_t tap = 0;
    for (long first = 0; first < columns; first += q, packed += q * depth)
        for (long r = 0; r < rows; r += tile) {
            long t = rows - r < tile ? rows - r : tile;
            FN(micros)[V][t](x + r * stride, stride, &tap, 1, (int)depth, packed,
                             y + r * ys + first, ys);
        }
}

// One row of products becomes exponentials below the largest so far; the factor for what was summed before.
static inline float FN(softmax_step)(float *s, long used, long columns, float *most, float *sum) {
    for (long j = used; j < columns; j++) s[j] = -3e38f;
    VF top = (VF)*most;
    for (long j = 0; j < columns; j += VW) top = __builtin_elementwise_max(top, LD(s + j));
    float m = FN(lane_most)(top);
    VF total = (VF)0.0f;
    for (long j = 0; j < columns; j += VW) {
        VF p = FN(exp)(LD(s + j) - m);
        ST(s + j, p);
        total += p;
    }
    VF before = FN(exp)((VF)(*most - m));
    float factor = before[0];
    *most = m;
    *sum = *sum * factor + FN(lane_sum)(total);
    return factor;
}

// y = y * factor + o, or o where the tile of keys is the first; divided by `sum` where it is the last.
static inline void FN(mix)(const float *o, float *y, long width, float factor, int is_first,
                           float inverse) {
    if (is_first)
        for (long j = 0; j < width; j++) y[j] = o[j] * inverse;
    else
        for (long j = 0; j < width; j++) y[j] = (y[j] * factor + o[j]) * inverse;
}

static void FN(attention_forward)(const tk_attention *h, float *y, long ys, float *logsums,
                                  long ls, float *scratch) {
    long n = h->items, d = h->width, wide = FN(head_columns)(d);
    int vk = FN(vectors)(TK_KEYS), vd = FN(vectors)(wide);
    float *most = scratch, *sums = most + n;
    float *keys = sums + n, *values = keys + d * TK_KEYS, *s = values + TK_KEYS * wide;
    float *o = s + TK_QUERIES * TK_KEYS;
    for (long i = 0; i < n; i++) {
        most[i] = -3e38f;
        sums[i] = 0;
    }
    for (long k = 0; k < n; k += TK_KEYS) {
        long used = n - k < TK_KEYS ? n - k : TK_KEYS, q = (long)vk * VW;
        long columns = (used + VW - 1) / VW * VW, blocks = (used + q - 1) / q * q;
        int is_last = k + TK_KEYS >= n;
        FN(pack_transposed)(h->k + k * h->k_stride, h->k_stride, used, d, blocks, h->factor, keys);
        FN(pack_items)(h->v + k * h->v_stride, h->v_stride, used, d, values);
        for (long i = 0; i < n; i += TK_QUERIES) {
            long rows = n - i < TK_QUERIES ? n - i : TK_QUERIES;
            float factors[TK_QUERIES];
            FN(product)(h->q + i * h->q_stride, h->q_stride, rows, d, keys, blocks, vk, s, TK_KEYS);
            for (long r = 0; r < rows; r++)
                factors[r] = FN(softmax_step)(s + r * TK_KEYS, used, columns, most + i + r,
                                              sums + i + r);
            FN(product)(s, TK_KEYS, rows, used, values, wide, vd, o, wide);
            for (long r = 0; r < rows; r++)
                FN(mix)(o + r * wide, y + (i + r) * ys, d, factors[r], k == 0,
                        is_last ? 1.0f / sums[i + r] : 1.0f);
        }
    }
    if (logsums)
        for (long i = 0; i < n; i++) logsums[i * ls] = most[i] + logf(sums[i]);
}

// acc[keys][wide] += p[rows][keys]^T x[rows][wide].
static void FN(outer_product)(const float *p, const float *x, long rows, long keys, long wide,
                              float *acc) {
    int V = FN(vectors)(wide) == 1 ? 1 : 2, tile = FN(outer_tile)(V, keys);
    for (long block = 0; block < wide; block += (long)V * VW)
        for (long k = 0; k < keys; k += tile) {
            long t = keys - k < tile ? keys - k : tile;
            FN(outers)[V][t](p + k, 0, TK_KEYS, x + block, 0, wide, 1, rows,
                             acc + k * wide + block, wide);
        }
}

// The rows of x side by side, zeros after `width`.
static void FN(widen)(const float *x, long stride, long rows, long width, long wide, float *o) {
    for (long r = 0; r < rows; r++) {
        for (long j = 0; j < width; j++) o[r * wide + j] = x[r * stride + j];
        for (long j = width; j < wide; j++) o[r * wide + j] = 0;
    }
}

// p = exp(s - logsum), and dp = p * (dp - along).
static inline void FN(softmax_back_step)(float *s, float *dp, long used, long columns,
                                         float logsum, float along) {
    for (long j = used; j < columns; j++) s[j] = -3e38f;
    for (long j = 0; j < columns; j += VW) {
        VF p = FN(exp)(LD(s + j) - logsum);
        ST(s + j, p);
        ST(dp + j, p * (LD(dp + j) - along));
    }
}

typedef struct {
    float *along, *keys, *values, *items, *dk, *dv, *q, *dy, *s, *dp, *o;
} FN(back_scratch);

// The queries from i on against one tile of keys: adds to its dk and dv, and to the queries' dq.
static void FN(attention_back_tile)(const tk_attention *h, const tk_attention_back *b,
                                    const FN(back_scratch) *f, long k, long i) {
    long n = h->items, d = h->width, wide = FN(head_columns)(d);
    long used = n - k < TK_KEYS ? n - k : TK_KEYS, rows = n - i < TK_QUERIES ? n - i : TK_QUERIES;
    int vk = FN(vectors)(TK_KEYS), vd = FN(vectors)(wide);
    long q = (long)vk * VW, columns = (used + VW - 1) / VW * VW, blocks = (used + q - 1) / q * q;
    FN(widen)(h->q + i * h->q_stride, h->q_stride, rows, d, wide, f->q);
    FN(widen)(b->dy + i * b->y_stride, b->y_stride, rows, d, wide, f->dy);
    FN(product)(f->q, wide, rows, d, f->keys, blocks, vk, f->s, TK_KEYS);
    FN(product)(f->dy, wide, rows, d, f->values, blocks, vk, f->dp, TK_KEYS);
    for (long r = 0; r < rows; r++)
        FN(softmax_back_step)(f->s + r * TK_KEYS, f->dp + r * TK_KEYS, used, columns,
                              b->logsums[(i + r) * b->logsum_stride], f->along[i + r]);
    FN(outer_product)(f->s, f->dy, rows, used, wide, f->dv);
    FN(outer_product)(f->dp, f->q, rows, used, wide, f->dk);
    FN(product)(f->dp, TK_KEYS, rows, used, f->items, wide, vd, f->o, wide);
    for (long r = 0; r < rows; r++) {
        float *dq = b->dq + (i + r) * b->q_stride;
        const float *o = f->o + r * wide;
        for (long j = 0; j < d; j++) dq[j] = (k == 0 ? 0 : dq[j]) + o[j] * h->factor;
    }
}

static void FN(attention_back)(const tk_attention *h, const tk_attention_back *b, float *scratch) {
    long n = h->items, d = h->width, wide = FN(head_columns)(d);
    long q = (long)FN(vectors)(TK_KEYS) * VW;
    FN(back_scratch) f;
    f.along = scratch;
    f.keys = f.along + n;
    f.values = f.keys + d * TK_KEYS;
    f.items = f.values + d * TK_KEYS;
    f.dk = f.items + TK_KEYS * wide;
    f.dv = f.dk + TK_KEYS * wide;
    f.q = f.dv + TK_KEYS * wide;
    f.dy = f.q + TK_QUERIES * wide;
    f.o = f.dy + TK_QUERIES * wide;
    f.s = f.o + TK_QUERIES * wide;
    f.dp = f.s + TK_QUERIES * TK_KEYS;
    for (long i = 0; i < n; i++) {
        const float *y = b->y + i * b->y_stride, *dy = b->dy + i * b->y_stride;
        double sum = 0;
        for (long j = 0; j < d; j++) sum += (double)y[j] * (double)dy[j];
        f.along[i] = (float)sum;
    }
    for (long k = 0; k < n; k += TK_KEYS) {
        long used = n - k < TK_KEYS ? n - k : TK_KEYS, blocks = (used + q - 1) / q * q;
        const float *key = h->k + k * h->k_stride, *value = h->v + k * h->v_stride;
        FN(pack_transposed)(key, h->k_stride, used, d, blocks, h->factor, f.keys);
        FN(pack_transposed)(value, h->v_stride, used, d, blocks, 1.0f, f.values);
        FN(pack_items)(key, h->k_stride, used, d, f.items);
        memset(f.dk, 0, (size_t)(2 * TK_KEYS * wide) * sizeof(float));
        for (long i = 0; i < n; i += TK_QUERIES) FN(attention_back_tile)(h, b, &f, k, i);
        for (long i = 0; i < used; i++)
            for (long j = 0; j < d; j++) {
                b->dk[(k + i) * b->k_stride + j] = f.dk[i * wide + j] * h->factor;
                b->dv[(k + i) * b->v_stride + j] = f.dv[i * wide + j];
            }
    }
}
