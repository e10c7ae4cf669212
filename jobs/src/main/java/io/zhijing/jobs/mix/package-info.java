/** Reports that are counted alike, added up, and what their trials let expect. */
package io.zhijing.jobs.mix;
