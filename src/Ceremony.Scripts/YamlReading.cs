using Ceremony.Core.Scripts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ceremony.Scripts;

/// <summary>Follows the parser through one document.</summary>
/// <param name="parser">The parser, before its first event.</param>
internal sealed class YamlReading(Parser parser)
{
    /// <summary>Where the last event began.</summary>
    public ScriptMark Last { get; private set; } = new(1, 1);

    /// <summary>The document's map. Throws <see cref="ScriptProblemException"/> and whatever the parser throws.</summary>
    public ScriptMap Document()
    {
        _ = Next();
        if (Next() is not DocumentStart start)
        {
            throw Refused("the file is empty");
        }

        if (start.Version is not null || !start.IsImplicit && start.Tags is { } tags && tags.Any(tag => tag.Handle is not ("!" or "!!") || tag.Prefix is not ("!" or "tag:yaml.org,2002:")))
        {
            throw Refused("directives (%YAML, %TAG) are not allowed; remove the line");
        }

        ScriptValue value = Value(Next(), 1);
        _ = Next();
        if (Next() is DocumentStart)
        {
            throw Refused("a second document begins here; a file can have only one");
        }

        return value as ScriptMap ?? throw new ScriptProblemException(value.Mark, "the file must be a map of keys and values");
    }

    private ParsingEvent Next()
    {
        if (!parser.MoveNext() || parser.Current is not { } found)
        {
            throw Refused("the file ends too early");
        }

        Last = YamlTree.MarkOf(found.Start);
        return found;
    }

    private ScriptValue Value(ParsingEvent found, int depth)
    {
        if (found is AnchorAlias)
        {
            throw Refused("aliases (*name) are not allowed; write the value out");
        }

        if (found is not NodeEvent node)
        {
            throw Refused("a value is missing here");
        }

        if (!node.Anchor.IsEmpty)
        {
            throw Refused("anchors (&name) are not allowed; remove it");
        }

        if (!node.Tag.IsEmpty)
        {
            throw Refused("tags (!name) are not allowed; remove it");
        }

        if (depth > YamlTree.DeepestNesting && node is not Scalar)
        {
            throw Refused($"maps and lists are nested more than {YamlTree.DeepestNesting} deep here");
        }

        ScriptMark mark = Last;
        return node switch
        {
            Scalar scalar => new ScriptScalar(Visible(scalar.Value), mark),
            SequenceStart => List(mark, depth),
            _ => Map(mark, depth),
        };
    }

    private ScriptList List(ScriptMark mark, int depth)
    {
        var items = new List<ScriptValue>();
        for (ParsingEvent found = Next(); found is not SequenceEnd; found = Next())
        {
            items.Add(Value(found, depth + 1));
        }

        return new ScriptList(items, mark);
    }

    private ScriptMap Map(ScriptMark mark, int depth)
    {
        var members = new List<ScriptMember>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (ParsingEvent found = Next(); found is not MappingEnd; found = Next())
        {
            if (found is MappingStart or SequenceStart || Value(found, depth) is not ScriptScalar key)
            {
                throw Refused("a key must be a text");
            }

            if (key.Text == "<<")
            {
                throw new ScriptProblemException(key.Mark, "merge keys (<<) are not allowed; write the keys out");
            }

            if (!lines.TryAdd(key.Text, key.Mark.Line))
            {
                throw new ScriptProblemException(key.Mark, $"the key {Nearest.Quote(key.Text)} appears twice, first on line {lines[key.Text]}");
            }

            members.Add(new ScriptMember(key.Text, key.Mark, Value(Next(), depth + 1)));
        }

        return new ScriptMap(members, mark);
    }

    // Escapes in double quotes can bring in what the file itself does not show.
    private string Visible(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\n' && Hidden.At(text, at))
            {
                throw Refused(Hidden.Sentence(text, at));
            }
        }

        return text;
    }

    private ScriptProblemException Refused(string sentence) => new(Last, sentence);
}
