/** The life of each warning. */
package io.zhijing.jobs.warn;
