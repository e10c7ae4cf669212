/** Rises of several strata to signals of them together: of neighbours, of streams. */
package io.zhijing.jobs.together;
