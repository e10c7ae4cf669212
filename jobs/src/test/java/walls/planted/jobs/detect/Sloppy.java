package walls.planted.jobs.detect;

import org.apache.flink.api.common.functions.MapFunction;

/** Breaks: functions are final and named so. */
public class Sloppy implements MapFunction<String, String> {
  private static final long serialVersionUID = 1;

  @Override
  public String map(String value) {
    return value;
  }
}
