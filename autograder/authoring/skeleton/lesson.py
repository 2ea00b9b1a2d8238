# ---
# jupyter:
#   autograder:
#     title: 待写：NAME 的标题
#     builds: 待写：做完以后手里有什么
#     minutes: 15
#     points: 5
#     en:
#       title: 待写：the title of NAME
#       builds: 待写：what is built in it
# ---

# %% [markdown]
# # 待写：NAME 的标题
#
# 待写：今天学什么，用到什么旧知识，结束时会有什么。

# %%
# 待写：填空要用的 import；评分时这一格也会运行。
import numpy as np

# %% tags=["demo"]
# 待写：画图、读数据要用的 import；评分时跳过。
from autograder import check
