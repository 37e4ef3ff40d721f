using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>Steps as the script's reader would bind them.</summary>
internal static class Script
{
    private static readonly ScriptMark Mark = new(7, 3);

    /// <summary>The step of that kind with these fields, whose values are texts, lists of texts, attributes of a subject, or maps and lists of them.</summary>
    public static IStep Step(string kind, params (string Name, object Value)[] fields)
    {
        StepKind found = StepKinds.Find(kind)!;
        foreach ((string name, object value) in fields)
        {
            Assert.Single(found.Fields, field => field.Name == name).Check(Value(value));
        }

        return new RefusableStep(found.Bind(new ScriptMap([.. fields.Select(field => new ScriptMember(field.Name, Mark, Value(field.Value)))], Mark)));
    }

    /// <summary>The same fields with one changed, added or, where the value is null, left out.</summary>
    public static (string Name, object Value)[] But(this (string Name, object Value)[] fields, string name, object? value) =>
        [.. fields.Where(field => field.Name != name), .. value is null ? [] : new[] { (name, value) }];

    private static ScriptValue Value(object value) => value switch
    {
        string text => new ScriptScalar(text, Mark),
        string[] texts => new ScriptList([.. texts.Select(Value)], Mark),
        object[] values => new ScriptList([.. values.Select(Value)], Mark),
        Dictionary<string, object> map => new ScriptMap([.. map.Select(each => new ScriptMember(each.Key, Mark, Value(each.Value)))], Mark),
        (string Type, string Value)[] subject => new ScriptList([.. subject.Select(Attribute)], Mark),
        _ => throw new ArgumentException($"{value} is no field's value"),
    };

    private static ScriptMap Attribute((string Type, string Value) attribute) =>
        new([new ScriptMember(attribute.Type, Mark, new ScriptScalar(attribute.Value, Mark))], Mark);
}
