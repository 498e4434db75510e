package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [Demo], the one [LockedUnit] and the one [ImageForge] of this Java process, made when first
/// asked for.
final class EndToEnd implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Demo.class || type == LockedUnit.class || type == ImageForge.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var demo = DemoParameter.demo(context);
        var type = parameter.getParameter().getType();
        if (type == LockedUnit.class) {
            return DemoParameter.once(context, LockedUnit.class, () -> LockedUnit.create(demo));
        }
        return type == ImageForge.class
                ? DemoParameter.once(context, ImageForge.class, () -> ImageForge.open(demo))
                : demo;
    }
}
