package io.zhijing.jobs.end;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link SimulatedRegion} of their JVM. */
public final class SimulatedRegionExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == SimulatedRegion.class;
  }

  @Override
  public SimulatedRegion resolveParameter(ParameterContext parameter, ExtensionContext test) {
    try {
      return SimulatedRegion.shared();
    } catch (Exception e) {
      throw new ParameterResolutionException("the simulated region did not come up", e);
    }
  }
}
