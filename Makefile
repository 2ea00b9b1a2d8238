PYTHON ?= python3
BIN := .venv/bin
# Two processes; tests/conftest.py says what stays together.
PARALLEL := -n 2
# In the reader's language: AUTOGRADER_LANG, or else the locale.
SAY := $(PYTHON) tools/say.py
PIP := $(BIN)/pip install --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo build lab docs wheels test test-quick test-nightly test-frameworks test-versions coverage lint bench screenshots words clean

help: ## 列出所有命令
	@$(PYTHON) tools/say.py --targets $(firstword $(MAKEFILE_LIST))

# Only where the assignment that is asked for says so: they are large, and Keras is slower beside them.
NEEDS_FRAMEWORKS := $(and $(ASSIGNMENT),$(shell grep -lsE '^# +packages:.*(jax|tensorflow)' source/$(ASSIGNMENT)/$(ASSIGNMENT).py))

NEEDS_ML := $(and $(ASSIGNMENT),$(shell grep -lsE '^# +packages:.*(pandas|sklearn)' source/$(ASSIGNMENT)/$(ASSIGNMENT).py))

demo: .venv/installed $(if $(NEEDS_FRAMEWORKS),.venv/frameworks) $(if $(NEEDS_ML),.venv/ml) ## 一分钟演示全过程：生成作业、造一个班、评分、成绩表（ASSIGNMENT=day07 换一个，ALL=1 每一个）
	@$(BIN)/autograder demo $(ASSIGNMENT) $(if $(ALL),--all)

build: .venv/installed ## 从 source/NAME/NAME.py 重新生成 release/ 和 solutions/，翻译过的也生成英文的
	@$(BIN)/autograder build
	@$(BIN)/autograder build --language en

lab: .venv/installed ## 在 JupyterLab 里打开发给学生的作业
	$(BIN)/jupyter lab --notebook-dir=release --LabApp.default_url=/lab/tree/index.ipynb $(if $(filter 0,$(shell id -u)),--allow-root)

docs: .venv/installed ## 生成说明书：学生、教师、作者指南，评分与安全模型（不用网络）
	@$(BIN)/sphinx-build -q -W --keep-going -n -d build/doctrees docs build/docs
	@$(SAY) '写好了，用浏览器打开 build/docs/index.html'

wheels: .venv/installed ## 打两个包：给学生的（作业和自查，不含隐藏测试）、给教师的，都在 dist/
	$(BIN)/python tools/wheels.py
	@ls -sh dist/*.whl

test: lint ## 全部测试，加上 ruff 和 mypy
	$(BIN)/python -m pytest $(PARALLEL) -m "not nightly"

test-nightly: .venv/installed ## 更久的测试：六万个损坏的消息帧、四千个损坏的 notebook、每个作业生成两遍
	$(BIN)/python -m pytest -m nightly

test-frameworks: .venv/ml .venv/frameworks ## 装上 JAX、TensorFlow、pandas、scikit-learn，测试要用它们的那些：检验那些作业的评分器、重新生成答案、在沙箱里运行
	$(BIN)/python -m pytest $(PARALLEL) -m "not nightly" -k "frameworks or in_jax or ml_libraries"

test-quick: .venv/installed ## 一分钟以内的那部分测试
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow and not nightly"

test-versions: .venv/installed ## 在声明支持的每个 Python 上，用最旧和最新的库各试一遍（约一小时）
	$(BIN)/python tools/versions.py --write

coverage: .venv/installed ## 一分钟以内的那部分测试走过了引擎的多少分支；比 pyproject.toml 里的数少，就不通过
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow and not nightly" --cov --cov-report=

lint: .venv/installed ## ruff、mypy，以及 import 的方向
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@for folder in autograder/graders/*/; do echo "mypy $$folder"; (cd $$folder && MYPYPATH=$(CURDIR) $(CURDIR)/$(BIN)/mypy \
	  --no-namespace-packages --config-file $(CURDIR)/pyproject.toml --cache-dir $(CURDIR)/.mypy_cache .) || exit 1; done
	$(BIN)/lint-imports --no-cache

bench: .venv/installed ## 量评分的速度，和原样的 nbgrader 比，写进 benchmarks/RESULTS.md（约一个半小时）
	$(BIN)/python -m benchmarks

screenshots: .venv/installed ## 重新拍 README 里的截图（要有 Chromium 和中文字体）
	PYTHONPATH=tests $(BIN)/python tools/screenshots.py

words: .venv/installed ## 把代码和讲义里新的、改过的文字放进翻译的文件（.po），说出还缺哪些翻译
	@$(BIN)/python tools/words.py
	@$(BIN)/autograder words

clean: ## 删除环境和演示的产物
	rm -rf .venv demo build .autograder

# The stamp is written last, so an installation that broke off is done again.
# PyTorch comes first and from TORCH_INDEX alone, where that is given: another index would add CUDA, some gigabytes, in silence.
# A mirror may be an index or one page of files: both are looked at.
.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) tools/prerequisites.py
	@$(SAY) '安装依赖，头一次大约要几分钟；最后一步 Installing collected packages 没有进度，要一两分钟……'
	@$(PYTHON) -m venv .venv
ifdef TORCH_INDEX
	$(PIP) --no-deps --index-url '$(TORCH_INDEX)' --find-links '$(TORCH_INDEX)' torch || \
	  { $(SAY) 'TORCH_INDEX：从那里装不了 constraints.txt 里的那个 torch。检查地址；不写就用默认的源。' >&2; exit 1; }
endif
	$(PIP) -e '.[dev,docs]'
	@touch $@

# JAX and TensorFlow, beside all the rest.
.venv/frameworks: .venv/installed
	@$(SAY) '再装 JAX 和 TensorFlow，约 1.5 GB，头一次要几分钟……'
	$(PIP) -e '.[frameworks]'
	@touch $@

# pandas and scikit-learn.
.venv/ml: .venv/installed
	@$(SAY) '再装 pandas 和 scikit-learn……'
	$(PIP) -e '.[ml]'
	@touch $@
