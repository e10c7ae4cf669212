/** What the trials of a report let expect: rates by who inspects and what is sampled. */
package io.zhijing.jobs.mix;
