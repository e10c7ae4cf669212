package walls.planted.jobs.detect;

/** Breaks: unit tests are fast. */
final class SleepyTest {
  private SleepyTest() {}

  static void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
