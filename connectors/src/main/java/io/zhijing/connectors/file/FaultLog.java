package io.zhijing.connectors.file;

import io.zhijing.connectors.file.PackFaults.Fault;
import io.zhijing.connectors.file.PackFaults.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects faults while reading goes on, so that all can be told at once. One load, one thread. */
final class FaultLog {

  private final List<Fault> faults = new ArrayList<>();

  void add(String file, long line, Kind kind, String text) {
    faults.add(new Fault(file, line, kind, text));
  }

  List<Fault> faults() {
    return faults;
  }
}
