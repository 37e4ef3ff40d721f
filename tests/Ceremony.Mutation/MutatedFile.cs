using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ceremony.Mutation;

/// <summary>Writes a file with all its mutants in it, each behind its number.</summary>
internal sealed class MutatedFile
{
    private const string Switch = "global::Ceremony.Mutation.Inside.Switch";
    private readonly string _text;
    private readonly StringBuilder _made = new();
    private readonly List<(int Start, int End, int Number)> _copies = [];
    private readonly Dictionary<SyntaxNode, int> _blocks = [];
    private readonly int _firstBlock;

    /// <summary>Writes it.</summary>
    /// <param name="root">The file as it is.</param>
    /// <param name="mutants">Its mutants by their numbers, which begin with 1.</param>
    /// <param name="firstBlock">The number of the file's first block.</param>
    public MutatedFile(SyntaxNode root, IReadOnlyDictionary<int, Mutant> mutants, int firstBlock)
    {
        (_text, _firstBlock) = (root.ToFullString(), firstBlock);
        int at = 0;
        foreach (Body body in Body.Of(root).OrderBy(each => each.Whole.Start))
        {
            KeyValuePair<int, Mutant>[] inside = [.. mutants.Where(each => body.Inner.Span.Contains(each.Value.Span))];
            if (inside.Length > 0)
            {
                _made.Append(_text, at, body.Whole.Start - at);
                Write(body, inside);
                at = body.Whole.End;
            }
        }

        _made.Append(_text, at, _text.Length - at);
    }

    /// <summary>The source.</summary>
    public string Text => _made.ToString();

    /// <summary>How many blocks of the file tell that they were reached.</summary>
    public int Blocks => _blocks.Count;

    /// <summary>The innermost block in which each mutant stands: what does not reach it cannot tell the mutant.</summary>
    public Dictionary<int, int> BlockOf { get; } = [];

    /// <summary>The number of the mutant in whose copy a character of the source stands, or null.</summary>
    public int? MutantAt(int position) => _copies.Where(copy => copy.Start <= position && position < copy.End).Select(copy => (int?)copy.Number).FirstOrDefault();

    private void Write(Body body, KeyValuePair<int, Mutant>[] inside)
    {
        _made.Append(body.Getter ? "{ get { switch (" : "{ switch (").Append(Switch).Append(".In()) {\n");
        foreach ((int number, Mutant mutant) in inside)
        {
            BlockOf[number] = Block(body.Inner.FindNode(mutant.Span), body);
            int start = _made.Length;
            _made.Append("case ").Append(number).Append(": ");
            Write(body, "", [.. Steps(body).Where(step => !mutant.Span.Contains(step.Span.Start)), (mutant.Span, mutant.After)]);
            _copies.Add((start, _made.Length, number));
        }

        _made.Append("default: ");
        Write(body, body.IsBlock ? "" : Reach(body.Inner), [.. BlocksOf(body.Inner).Select(block => (After(block), Reach(block)))]);
        _made.Append(body.Getter ? "} } }" : "} }");
    }

    private void Write(Body body, string first, IEnumerable<(TextSpan Span, string After)> changes)
    {
        _made.Append("{ ").Append(first).Append(!body.IsBlock && body.Returns ? "return " : "");
        int at = body.Inner.SpanStart;
        foreach ((TextSpan span, string after) in changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length))
        {
            _made.Append(_text, at, span.Start - at).Append(after);
            at = span.End;
        }

        _made.Append(_text, at, body.Inner.Span.End - at).Append(body.IsBlock ? " }" : "; }").Append(" break;\n");
    }

    // A mutant may never come to an end: its loops count.
    private static IEnumerable<(TextSpan Span, string After)> Steps(Body body) =>
        BlocksOf(body.Inner).Where(block => block.Parent is WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or DoStatementSyntax)
            .Select(block => (After(block), $" {Switch}.Step();"));

    private static IEnumerable<BlockSyntax> BlocksOf(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<BlockSyntax>();

    private static TextSpan After(BlockSyntax block) => new(block.OpenBraceToken.Span.End, 0);

    private string Reach(SyntaxNode block) => $" {Switch}.Reach({Number(block)});";

    private int Block(SyntaxNode node, Body body) =>
        Number(node.AncestorsAndSelf().TakeWhile(each => each != body.Inner.Parent).OfType<BlockSyntax>().FirstOrDefault() ?? body.Inner);

    private int Number(SyntaxNode block)
    {
        _blocks.TryAdd(block, _firstBlock + _blocks.Count);
        return _blocks[block];
    }
}
