/** Bytes to reports; what cannot be used goes to the dead letters with every reason. */
package io.zhijing.jobs.decode;
