/**
 * Real servers on this machine, for the demo and for tests: started, watched, and stopped without
 * anything left behind. Prints nothing; tells its progress to whoever asked.
 */
package io.zhijing.jobs.embedded;
