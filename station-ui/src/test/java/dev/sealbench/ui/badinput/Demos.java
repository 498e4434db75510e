package dev.sealbench.ui.badinput;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the one [DemoTemplate] of this process to tests; JUnit closes it after the last one.
final class Demos implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DemoTemplate.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Demos.class))
                .getOrComputeIfAbsent(DemoTemplate.class, _ -> template(), DemoTemplate.class);
    }

    private static DemoTemplate template() {
        try {
            return DemoTemplate.create();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the demonstration was not set up", e);
        }
    }
}
