package io.zhijing.jobs.embedded;

import java.util.List;

/** A server of our own: it can be stopped and started again on the same data and port. */
public sealed interface EmbeddedServer permits EmbeddedKafka, EmbeddedElasticsearch {

  /** Starts it and returns when it answers. */
  void start() throws InterruptedException;

  /** Stops it and returns when no process is left; its data stay. */
  void stop();

  /** Kills it as {@code kill -9} does; its data stay. */
  void kill();

  /** Its processes that are alive. */
  List<ProcessHandle> processes();

  /** The port that clients connect to; the same after every start. */
  int port();
}
