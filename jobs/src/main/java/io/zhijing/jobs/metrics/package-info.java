/** What is measured of both jobs: every name, what it must add up to, and the counters. */
package io.zhijing.jobs.metrics;
