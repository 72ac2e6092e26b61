#!/usr/bin/env python3
"""The vectors of `features.json`: what librosa makes of small synthesised sounds.

    python3 -m venv venv && venv/bin/pip install numpy librosa
    venv/bin/python make_golden.py                            # writes features.json

Sounds are 16-bit samples. All is computed in double precision from samples / 32768, so that a difference is ours, and
kept in single precision. A case has the specification as the tests decode it, the name of a sound, and the values,
row after row (librosa's and torchaudio's matrices transposed).

* `librosa.feature.melspectrogram` and `power_to_db` or `amplitude_to_db` with the settings of a case, where the padding
  is `zeros` or `reflect`; `librosa.feature.mfcc`, liftered, of those.
* Where it is `behind`, frames are cut by hand with zeros behind them and librosa is called with `center=False` and a
  window of the length of the FFT whose last factors are 0: `x[100 t .. 100 t + 255]`.
* What librosa has no function for is written out here: decibels less the clip's maximum with a floor below it, the
  logarithm with an offset (torchaudio's `log_mels`), Whisper's scale.
* kissfft is not asked: transforms are compared with their sums in the tests.
"""

import base64
import json
import pathlib

import librosa
import numpy
import scipy.signal

OUT = pathlib.Path(__file__).parent / "features.json"


# ---- sounds


def sounds():
    random = numpy.random.default_rng(14)

    def seconds(rate, length):
        return numpy.arange(int(rate * length)) / rate

    result = {}
    t = seconds(8000, 0.3)
    envelope = numpy.minimum(1, numpy.minimum(t, t[-1] - t) / 0.03)
    result["chirp"] = 8000, 0.6 * envelope * numpy.sin(2 * numpy.pi * (200 * t + 0.5 * 10000 * t * t))
    result["noise"] = 8000, 0.1 * random.standard_normal(1500)
    t = seconds(8000, 0.25)
    voiced = sum(numpy.sin(2 * numpy.pi * 131 * k * t) / k for k in range(1, 25))
    quiet = 0.004 * random.standard_normal(len(t))
    result["voice"] = 8000, 0.2 * voiced * numpy.exp(-(((t - 0.12) / 0.06) ** 2)) + quiet
    clicks = numpy.zeros(1700)
    clicks[[3, 400, 401, 1200, 1699]] = [0.9, -1, 0.99, 0.02, -0.5]
    result["clicks"] = 8000, clicks
    result["quiet"] = 8000, 0.00015 * random.standard_normal(900)
    result["short"] = 8000, numpy.array([0.5, -0.25, 0.125])
    result["one"] = 8000, numpy.array([0.3])
    t = seconds(16000, 0.12)
    result["sweep16"] = 16000, 0.5 * scipy.signal.chirp(t, 7000, t[-1], 60, "logarithmic") + 0.001 * random.standard_normal(len(t))
    return {name: (rate, numpy.clip(numpy.round(x * 32768), -32768, 32767).astype("<i2")) for name, (rate, x) in result.items()}


# ---- specifications, in the words of SoundFeatures


def spectrum(window_length, hop, fft_size, shape="hann", padding="behind", power=2):
    return {"window_length": window_length, "hop": hop, "fft_size": fft_size, "shape": shape, "padding": padding, "power": power}


def bands(count, lowest, highest, scale="htk", normalization="peak", may_be_empty=False):
    return {"count": count, "scale": scale, "normalization": normalization, "lowest": lowest, "highest": highest, "may_be_empty": may_be_empty}


def mel(spectrum, bands, loudness, scale=1.0, offset=0.0):
    return {"spectrum": spectrum, "bands": bands, "loudness": loudness, "scale": scale, "offset": offset}


def features(rate, kind, length=None):
    result = {"sample_rate": rate, "kind": kind}
    return result if length is None else result | {"length": length}


def log_mel(*args, **more):
    return {"log_mel": {"mel": mel(*args, **more)}}


def mfcc(mel, coefficients, liftering=0.0):
    return {"mfcc": {"cepstrum": {"mel": mel, "coefficients": coefficients, "liftering": liftering}}}


def floor(rule, epsilon):
    return {"rule": rule, "epsilon": epsilon}


def decibels(rule, epsilon, range=None):
    return {"decibels": {"floor": floor(rule, epsilon)} | ({} if range is None else {"range": range})}


def peers():
    return log_mel(
        spectrum(256, 100, 512),
        bands(64, 60.0, 4000.0),
        {"relative_decibels": {"floor": floor("added", 1e-10), "range": 60.0}},
        scale=1 / 30,
        offset=1.0,
    )


def specifications():
    slaney = bands(40, 0.0, 4000.0, "slaney", "area")
    yield "peers", features(8000, peers()), ["chirp", "noise", "voice", "clicks", "quiet", "short"]
    yield "peers_50", features(8000, peers(), 50), ["short", "voice"]
    yield "peers_9", features(8000, peers(), 9), ["chirp"]
    yield "power_htk", features(8000, log_mel(spectrum(256, 128, 256, padding="reflect"), bands(23, 20.0, 4000.0), {"power": {}})), ["chirp", "noise", "clicks"]
    yield "magnitude_slaney", features(8000, log_mel(spectrum(200, 80, 256, "hamming", "zeros", 1), slaney, {"power": {}})), ["chirp", "voice"]
    yield "librosa_db", features(8000, log_mel(spectrum(400, 160, 512, padding="zeros"), slaney, decibels("clamped", 1e-10, 80.0))), ["noise", "voice", "clicks", "one"]
    yield "magnitude_db", features(8000, log_mel(spectrum(256, 96, 512, "hamming", "reflect", 1), slaney, decibels("clamped", 1e-5, 80.0))), ["voice", "quiet"]
    yield "torchaudio_log", features(8000, log_mel(spectrum(200, 80, 400, padding="reflect"), bands(32, 0.0, 4000.0), {"natural": {"floor": floor("added", 1e-6)}})), ["chirp", "quiet", "one", "short"]
    yield "whisper", features(16000, log_mel(spectrum(400, 160, 400, padding="reflect"), bands(80, 0.0, 8000.0, "slaney", "area"), decibels("clamped", 1e-10, 80.0), scale=1 / 40, offset=1.0)), ["sweep16"]
    yield "empty_bands", features(16000, log_mel(spectrum(400, 160, 480), bands(128, 0.0, 8000.0, may_be_empty=True), decibels("clamped", 1e-10, 80.0))), ["sweep16"]
    librosa_mel = mel(spectrum(512, 160, 512, padding="zeros"), slaney, decibels("clamped", 1e-10, 80.0))
    yield "mfcc", features(8000, mfcc(librosa_mel, 20)), ["noise", "voice", "clicks"]
    yield "mfcc_liftered", features(8000, mfcc(librosa_mel, 13, 22.0), 20), ["voice"]
    yield "mfcc_log", features(8000, mfcc(mel(spectrum(256, 128, 512, padding="reflect"), bands(40, 0.0, 4000.0), {"natural": {"floor": floor("added", 1e-6)}}), 40)), ["chirp"]
    for level in ["unchanged", "peak", "standard"]:
        yield f"waveform_{level}", features(8000, {"waveform": {"level": level}}, 400), ["quiet", "short"]


# ---- values


def band_powers(x, rate, m):
    s, b = m["spectrum"], m["bands"]
    window = librosa.filters.get_window(s["shape"], s["window_length"])
    padded, center = x, s["padding"] != "behind"
    if not center:
        count = 1 + max(0, -(-(len(x) - s["window_length"]) // s["hop"]))
        padded = numpy.zeros((count - 1) * s["hop"] + s["fft_size"])
        padded[: min(len(x), len(padded))] = x[: len(padded)]
        window = numpy.concatenate([window, numpy.zeros(s["fft_size"] - len(window))])
    elif s["padding"] == "reflect":
        # librosa refuses clips that are shorter than what is mirrored; numpy mirrors them as often as is needed.
        padded, center = numpy.pad(x, s["fft_size"] // 2, mode="reflect"), False
    result = librosa.feature.melspectrogram(
        y=padded, sr=rate, n_fft=s["fft_size"], hop_length=s["hop"], win_length=len(window), window=window,
        center=center, pad_mode="constant", power=s["power"], n_mels=b["count"], fmin=b["lowest"], fmax=b["highest"],
        htk=b["scale"] == "htk", norm="slaney" if b["normalization"] == "area" else None, dtype=numpy.float64,
    )
    return result if s["padding"] != "behind" else result[:, :count]


def told(powers, m):
    """The values of powers, and what silence within the clip is."""
    (kind, rule), = m["loudness"].items()
    if kind == "power":
        return powers * m["scale"] + m["offset"], m["offset"]
    epsilon = rule["floor"]["epsilon"]
    keep = (lambda p: p + epsilon) if rule["floor"]["rule"] == "added" else (lambda p: numpy.maximum(p, epsilon))
    with_silence = numpy.concatenate([powers, numpy.zeros((len(powers), 1))], axis=1)
    if kind == "natural":
        values = numpy.log(keep(with_silence))
    elif kind == "decibels" and rule["floor"]["rule"] == "clamped":
        convert = librosa.power_to_db if m["spectrum"]["power"] == 2 else librosa.amplitude_to_db
        # The floor below the maximum is the same with silence as without.
        values = convert(with_silence, ref=1.0, amin=epsilon, top_db=rule.get("range"))
    else:
        values = 20 / m["spectrum"]["power"] * numpy.log10(keep(with_silence))
        values = numpy.maximum(values, values.max() - rule["range"]) - values.max()
    silence = -rule["range"] if kind == "relative_decibels" else values[0, -1]
    return values[:, :-1] * m["scale"] + m["offset"], silence * m["scale"] + m["offset"]


def placed(rows, length, silence):
    if length is None:
        return rows
    if len(rows) > length:
        start = (len(rows) - length) // 2
        return rows[start : start + length]
    before = (length - len(rows)) // 2
    result = numpy.tile(silence, (length, 1)).astype(float)
    result[before : before + len(rows)] = rows
    return result


def values(x, specification):
    (name, kind), = specification["kind"].items()
    length = specification.get("length")
    if name == "waveform":
        level = {"unchanged": lambda: x, "peak": lambda: x / abs(x).max(), "standard": lambda: (x - x.mean()) / numpy.sqrt(x.var() + 1e-7)}
        return placed(level[kind["level"]]()[:, None], length, numpy.zeros(1))
    m = kind["mel"] if name == "log_mel" else kind["cepstrum"]["mel"]
    rows, silence = told(band_powers(x, specification["sample_rate"], m), m)
    silence = numpy.full((1, len(rows)), silence)
    if name == "mfcc":
        transform = lambda r: librosa.feature.mfcc(S=r, n_mfcc=kind["cepstrum"]["coefficients"], lifter=kind["cepstrum"]["liftering"])
        rows, silence = transform(rows), transform(silence.T).T
    return placed(rows.T, length, silence[0])


def main():
    encode = lambda array: base64.b64encode(array.tobytes()).decode()
    all_sounds = sounds()
    cases = []
    for name, specification, names in specifications():
        for sound in names:
            rate, samples = all_sounds[sound]
            assert rate == specification["sample_rate"]
            result = values(samples / 32768, specification)
            assert numpy.isfinite(result).all()
            cases.append({"name": name, "sound": sound, "features": specification, "rows": len(result), "values": encode(result.astype("<f4"))})
    file = {
        "made_by": f"make_golden.py with librosa {librosa.__version__}, numpy {numpy.__version__}",
        "sounds": {name: encode(samples) for name, (_, samples) in all_sounds.items()},
        "cases": cases,
    }
    lines = json.dumps(file).replace('}, {"name"', '},\n{"name"')
    OUT.write_text(lines + "\n")
    print(len(cases), "cases,", OUT.stat().st_size, "bytes")


main()
