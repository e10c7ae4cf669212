/** The signals of a day to assessments. */
package io.zhijing.jobs.assess;
