# %%
import numpy as np
import tensorflow as tf


# %% wrong per-length
# 直接用 tf.function：每种长度追踪一次
def tensorflow_function(f):
    compiled = tf.function(f)

    def g(x):
        return compiled(tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None))

    return g


# %% wrong per-value
# 列表原样交给了 tf.function：每组值追踪一次
def tensorflow_function(f):
    compiled = {}
    plain = tf.function(lambda x: f(tf.convert_to_tensor(x, tf.float32)))

    def g(x):
        if isinstance(x, list):
            return plain(x)
        x = tf.convert_to_tensor(x)
        if x.dtype not in compiled:
            compiled[x.dtype] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return compiled[x.dtype](x)

    return g


# %% wrong all-single
# 什么都换成 float32
def tensorflow_function(f):
    compiled = tf.function(f, input_signature=[tf.TensorSpec([None], tf.float32)])
    return lambda x: compiled(tf.cast(tf.convert_to_tensor(x), tf.float32))


# %% wrong integer-lists
# 整数的列表成了 int32
def tensorflow_function(f):
    compiled = {}

    def g(x):
        x = tf.convert_to_tensor(x)
        if x.dtype not in compiled:
            compiled[x.dtype] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return compiled[x.dtype](x)

    return g


# %% wrong not-compiled
# 没有编译（或者每次调用都新造一个 tf.function），f 每次都被运行
def tensorflow_function(f):
    return lambda x: f(tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None))


# %% wrong relaxed-late
# reduce_retracing：看见第二种长度才放宽，一共追踪两次
def tensorflow_function(f):
    compiled = tf.function(f, reduce_retracing=True)

    def g(x):
        return compiled(tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None))

    return g


# %% wrong single-only
# 只有 float32 编译了，别的 dtype 每次都运行 f
def tensorflow_function(f):
    compiled = tf.function(f, input_signature=[tf.TensorSpec([None], tf.float32)])

    def g(x):
        x = tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None)
        return compiled(x) if x.dtype == tf.float32 else f(x)

    return g


# %% wrong tried-first
# 编译之前先运行了一次 f，看看结果
def tensorflow_function(f):
    compiled = {}

    def g(x):
        x = tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None)
        if x.dtype not in compiled:
            f(x)
            compiled[x.dtype] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return compiled[x.dtype](x)

    return g


# %% wrong lists-apart
# 列表另有一份编译，与 float32 的数组各追踪一次
def tensorflow_function(f):
    compiled = {}

    def g(x):
        kind = "list" if isinstance(x, list) else x.dtype
        x = tf.convert_to_tensor(x, tf.float32 if kind == "list" else None)
        if kind not in compiled:
            compiled[kind] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return compiled[kind](x)

    return g


# %% wrong remembered
# 记住了结果：同样长的向量都得到第一次的答案
def tensorflow_function(f):
    compiled, answers = {}, {}

    def g(x):
        x = tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None)
        if x.dtype not in compiled:
            compiled[x.dtype] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return answers.setdefault((x.dtype, len(x)), compiled[x.dtype](x))

    return g


# %% wrong shared-between-functions
# 编译好的图记在函数外面，所有的 f 共用：第二个 f 拿到第一个的图
_compiled = {}


def tensorflow_function(f):
    def g(x):
        x = tf.convert_to_tensor(x, tf.float32 if isinstance(x, list) else None)
        if x.dtype not in _compiled:
            _compiled[x.dtype] = tf.function(f, input_signature=[tf.TensorSpec([None], x.dtype)])
        return _compiled[x.dtype](x)

    return g


# %% right concrete
# 用 get_concrete_function，每种 dtype 一个
def tensorflow_function(f):
    compiled, made = tf.function(f), {}

    def g(x):
        x = np.asarray(x, dtype=np.float32 if isinstance(x, (list, tuple)) else None)
        if x.dtype.name not in made:
            made[x.dtype.name] = compiled.get_concrete_function(tf.TensorSpec(shape=(None,), dtype=x.dtype))
        return made[x.dtype.name](tf.constant(x)).numpy()

    return g


# %% right cached
# 用 functools.cache 记住每种 dtype 的编译
import functools


def tensorflow_function(f):
    @functools.cache
    def compiled(dtype):
        @tf.function(input_signature=[tf.TensorSpec([None], dtype)])
        def run(x):
            return f(x)

        return run

    def g(x):
        tensor = tf.constant(x, dtype=tf.float32) if isinstance(x, list) else tf.constant(x)
        return compiled(tensor.dtype)(tensor)

    return g


# %% right all-at-once
# 三种 dtype 的编译先都造好（不追踪），用时再选
def tensorflow_function(f):
    kinds = (tf.float32, tf.float64, tf.int32)
    compiled = {kind: tf.function(f, [tf.TensorSpec([None], kind)]) for kind in kinds}

    def g(x):
        if isinstance(x, list):
            x = np.array(x, np.float32)
        x = tf.convert_to_tensor(x)
        return compiled[x.dtype](x)

    return g
