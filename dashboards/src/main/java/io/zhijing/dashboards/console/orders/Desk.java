package io.zhijing.dashboards.console.orders;

import io.zhijing.dashboards.commands.JobDesk;
import java.util.concurrent.Semaphore;

/** Lets no more orders wait at once than there are threads to spare. Thread-safe. */
final class Desk {
  private static final int AT_ONCE = 32;

  private final JobDesk desk;
  private final Semaphore free = new Semaphore(AT_ONCE);

  Desk(JobDesk desk) {
    this.desk = desk;
  }

  /** Tells the job something and waits. */
  interface Telling {
    JobDesk.Reply tell(JobDesk desk) throws InterruptedException;
  }

  JobDesk.Reply tell(Telling telling) {
    if (!free.tryAcquire()) {
      throw new BusyException();
    }
    try {
      return telling.tell(desk);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwayException("interrupted", e);
    } catch (IllegalStateException e) {
      throw new AwayException("Kafka did not take an order", e);
    } finally {
      free.release();
    }
  }
}
