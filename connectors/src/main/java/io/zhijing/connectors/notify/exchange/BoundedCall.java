package io.zhijing.connectors.notify.exchange;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls that know no time limit of their own. A call that outlasts its limit is left to its
 * thread, a daemon, after its resources were taken away; the caller goes on.
 */
public final class BoundedCall {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "zhijing-notify");
            thread.setDaemon(true);
            // Mail and activation look for their parts through it; a Flink job has its own.
            thread.setContextClassLoader(BoundedCall.class.getClassLoader());
            return thread;
          });

  private BoundedCall() {}

  /**
   * The result of the call.
   *
   * @param abandon takes away what the call waits for, as by closing its socket; runs when the
   *     limit has passed or the caller was interrupted
   * @throws TimeoutException if it took longer than the limit
   * @throws ExecutionException if the call threw
   * @throws InterruptedException if the caller was interrupted
   */
  public static <T> T run(Callable<T> call, Duration limit, Runnable abandon)
      throws TimeoutException, ExecutionException, InterruptedException {
    Future<T> result = THREADS.submit(call);
    boolean done = false;
    try {
      T value = result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      done = true;
      return value;
    } catch (ExecutionException e) {
      done = true;
      throw e;
    } finally {
      if (!done) {
        result.cancel(true);
        abandon.run();
      }
    }
  }
}
