# Two images: `student` has lessons and self-check, and no layer of it has hidden tests; `grader` has the whole course.
# docs/deployment.md says how to build and use them.
FROM python:3.11-slim-bookworm AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends libseccomp2 bubblewrap \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 learner
# PyTorch's CPU build is far smaller; once it is there nothing fetches the one with CUDA.
ARG TORCH_INDEX
RUN pip install --no-cache-dir --index-url "$TORCH_INDEX" torch==2.13.0

FROM base AS packed
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE LICENSE-TEXT.md DATA-LICENSES.md ./
COPY tools tools
COPY autograder autograder
COPY release release
RUN pip install --no-cache-dir -c constraints.txt setuptools && python tools/wheels.py

FROM base AS student
COPY constraints.txt /tmp/
COPY --from=packed /build/dist/dl_crash_course_exercises-*.whl /tmp/
RUN pip install --no-cache-dir -c /tmp/constraints.txt jupyterlab nbgrader /tmp/dl_crash_course_exercises-*.whl
USER learner
WORKDIR /home/learner
RUN autograder lessons
EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser"]

FROM base AS grader
WORKDIR /opt/course
COPY . .
RUN pip install --no-cache-dir -c constraints.txt -e . && chown -R learner .
USER learner
CMD ["autograder", "doctor"]
