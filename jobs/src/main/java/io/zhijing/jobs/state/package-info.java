/** What is kept between records: forms, versions and descriptors, in one place. */
package io.zhijing.jobs.state;
