package io.zhijing.jobs.bench;

import io.zhijing.jobs.backtest.Backtest;

/**
 * Where the pipeline runs.
 *
 * @param parallelism subtasks of an operator
 * @param executor takes a job to its end
 */
public record Host(int parallelism, Backtest.Executor executor) {}
