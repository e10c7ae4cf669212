/**
 * How long the detectors take, by JMH, beside R in the same run. Its own package because JMH makes
 * classes beside each benchmark. Starts processes; prints nothing but to the log it is given.
 */
package io.zhijing.jobs.bench.speed;
