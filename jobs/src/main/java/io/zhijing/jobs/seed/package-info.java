/** The pipeline over a history until a savepoint, from which the running job goes on. */
package io.zhijing.jobs.seed;
