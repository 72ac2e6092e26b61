#pragma once
/* By its folder, and not by pkg-config: that adds definitions, which SwiftPM prohibits. They are what the header
   takes by itself: numbers are floats. */
#include <kissfft/kiss_fftr.h>

/* Macros do not import. */

static inline void tutelage_fft_free(kiss_fftr_cfg plan) { kiss_fftr_free(plan); }
