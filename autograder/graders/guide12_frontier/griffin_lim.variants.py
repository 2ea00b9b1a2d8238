# %% wrong magnitude-kept
# 留下了估计的强弱，没有换回给定的
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        sound = sound_of(stft(sound, size, hop))
    return sound


# %% wrong window-once
# 合成时没有乘窗，却除了 w² 之和
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size)
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong no-window-back
# 合成时没有乘窗，除的是 w 之和
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size)
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong sum-of-windows
# 合成时乘了窗，除的却是 w 之和，不是 w² 之和
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong not-divided
# 重叠相加以后没有除
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return sound

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong divided-by-count
# 除的是重叠了几帧，不是 w² 之和
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += 1.0
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong real-part
# 只取了实部的正负：相位只剩 0 和 π
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.where(stft(sound, size, hop).real < 0, np.pi, 0.0)
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong zero-by-zero
# 第一个采样 0 ÷ 0
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return sound / weight

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong too-short
# 长度少了一截：只有 frames × hop
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound[: len(magnitude) * hop]


# %% wrong phase-redrawn
# 每一圈都重新抽随机相位
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = 2 * np.pi * rng.random(magnitude.shape)
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong zero-phase
# 开始的相位全是 0，没有抽
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * 1)
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong half-circle
# 开始的相位只在半个圆周上
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(1j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong one-step-more
# 多走了一圈
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps + 1):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong one-step-less
# 少走了一圈
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(max(steps - 1, 0)):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong one-phase-a-frame
# 每一帧的各个频率用了同一个随机相位
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random((len(magnitude), 1))))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * np.exp(1j * phase))
    return sound


# %% wrong phase-not-exponential
# 乘的是角度本身，没有取 e 的 i 次方
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude * phase)
    return sound


# %% wrong power
# 强弱被平方了
def griffin_lim(
    magnitude: np.ndarray, size: int, hop: int, steps: int, rng: np.random.Generator
) -> np.ndarray:
    window = hann(size)

    def sound_of(spectrum):
        frames = np.fft.irfft(spectrum, size) * window
        sound = np.zeros((len(magnitude) - 1) * hop + size)
        weight = np.zeros_like(sound)
        for i, frame in enumerate(frames):
            here = slice(i * hop, i * hop + size)
            sound[here] += frame
            weight[here] += window**2
        return np.divide(sound, weight, out=np.zeros_like(sound), where=weight > 0)

    sound = sound_of(magnitude * np.exp(2j * np.pi * rng.random(magnitude.shape)))
    for _ in range(steps):
        phase = np.angle(stft(sound, size, hop))
        sound = sound_of(magnitude**2 * np.exp(1j * phase))
    return sound


# %% right unit-numbers
# 除以绝对值；先算好 w² 之和
def griffin_lim(magnitude, size, hop, steps, rng):
    frames, w = len(magnitude), hann(size)
    length = (frames - 1) * hop + size
    index = np.arange(frames)[:, None] * hop + np.arange(size)
    weight = np.bincount(index.ravel(), np.tile(w * w, frames), minlength=length)

    def synth(spec):
        pieces = np.fft.irfft(spec, n=size, axis=1) * w
        out = np.bincount(index.ravel(), pieces.ravel(), minlength=length)
        return np.where(weight > 1e-12, out / np.maximum(weight, 1e-12), 0.0)

    y = synth(magnitude * np.exp(1j * rng.uniform(0, 2 * np.pi, magnitude.shape)))
    for _ in range(steps):
        spec = stft(y, size, hop)
        unit = spec / np.maximum(np.abs(spec), 1e-300)
        y = synth(magnitude * unit)
    return y


# %% right phase-first
# 循环里先合成；自己写 STFT；相位在 −π 到 π
def griffin_lim(magnitude, size, hop, steps, rng):
    n = (len(magnitude) - 1) * hop + size
    w = 0.5 * (1 - np.cos(2 * np.pi * np.arange(size) / size))
    phase = rng.uniform(-np.pi, np.pi, size=magnitude.shape)
    for step in range(steps + 1):
        y, norm = np.zeros(n), np.zeros(n)
        for i in range(len(magnitude)):
            a = i * hop
            y[a : a + size] += w * np.fft.irfft(magnitude[i] * np.exp(1j * phase[i]), size)
            norm[a : a + size] += w**2
        norm[norm == 0] = 1.0
        y = y / norm
        if step < steps:
            parts = [np.fft.rfft(w * y[i * hop : i * hop + size]) for i in range(len(magnitude))]
            phase = np.angle(np.array(parts))
    return y
