# %% [markdown]
# ### 练习 EXERCISE（约 5 分钟，5 分）
#
# **做什么**　待写：要算什么；参数和返回值各是什么，形状、dtype、边界情形都写明。这里的例子是把每个元素变成原来的两倍。
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 待写：每一条对应一个误解，名字写在注释里。加了 2，没有乘以 2。<!-- wrong: adds-two -->
#
# </details>


# %% exercise="EXERCISE"
def EXERCISE(x):
    """待写：返回 2x，形状与 x 相同。"""
    ### BEGIN SOLUTION
    return 2 * x  # 待写
    ### END SOLUTION


# %% check="EXERCISE" points=5 minutes=5
check("EXERCISE")
