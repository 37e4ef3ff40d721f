using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ceremony.Mutation;

/// <summary>Which changes are tried: conditions, their bounds and the words that they compare.</summary>
internal static class Mutations
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.EqualsEqualsToken] = ["!="],
        [SyntaxKind.ExclamationEqualsToken] = ["=="],
        [SyntaxKind.LessThanToken] = ["<=", ">="],
        [SyntaxKind.LessThanEqualsToken] = ["<", ">"],
        [SyntaxKind.GreaterThanToken] = [">=", "<="],
        [SyntaxKind.GreaterThanEqualsToken] = [">", "<"],
        [SyntaxKind.AmpersandAmpersandToken] = ["||"],
        [SyntaxKind.BarBarToken] = ["&&"],
    };

    private static readonly string[] Quantifiers = ["Any", "All"];
    private static readonly string[] Filters = ["Where", "Any", "All", "Count", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "TakeWhile", "SkipWhile"];

    /// <summary>Every change of a file, in the order of the file.</summary>
    /// <param name="file">Its name in the reports.</param>
    /// <param name="model">What the compiler knows of it.</param>
    public static IReadOnlyList<Mutant> Of(string file, SemanticModel model)
    {
        SourceText text = model.SyntaxTree.GetText();
        return
        [
            .. model.SyntaxTree.GetRoot().DescendantNodes()
                .SelectMany(node => Changes(node, model))
                .Distinct()
                .OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length)
                .Select(change => Made(file, text, change.Span, change.After)),
        ];
    }

    private static Mutant Made(string file, SourceText text, TextSpan span, string after)
    {
        TextLine line = text.Lines.GetLineFromPosition(span.Start);
        return new Mutant(file, line.LineNumber + 1, span, $"{OneLine(text.ToString(span))} → {OneLine(after)}", after) { Source = OneLine(line.ToString()) };
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(TextSpan Span, string After)> Changes(SyntaxNode node, SemanticModel model) => node switch
    {
        BinaryExpressionSyntax binary => [.. Operator(binary.OperatorToken), .. Bounds(binary, model), .. Operands(binary)],
        RelationalPatternSyntax relational => [.. Operator(relational.OperatorToken), .. Constant(relational.Expression)],
        BinaryPatternSyntax pattern => [(pattern.OperatorToken.Span, pattern.IsKind(SyntaxKind.AndPattern) ? "or" : "and")],
        ConstantPatternSyntax constant => Constant(constant.Expression),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax not } => [(not.Span, not.Pattern.ToString())],
        IsPatternExpressionSyntax pattern => [(pattern.Pattern.Span, $"not ({pattern.Pattern})")],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [(not.OperatorToken.Span, "")],
        WhenClauseSyntax guard => [(guard.Condition.Span, "true"), (guard.Condition.Span, "false")],
        IfStatementSyntax branch => Negated(branch.Condition),
        WhileStatementSyntax loop => Negated(loop.Condition),
        ConditionalExpressionSyntax choice => Negated(choice.Condition),
        InvocationExpressionSyntax call => Quantifier(call),
        _ => [],
    };

    private static IEnumerable<(TextSpan, string)> Operator(SyntaxToken token) => Operators.GetValueOrDefault(token.Kind(), []).Select(other => (token.Span, other));

    private static IEnumerable<(TextSpan, string)> Operands(BinaryExpressionSyntax binary) =>
        binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression) ? [.. Negated(binary.Left), .. Negated(binary.Right)] : [];

    // A comparison has a change of its own that says the same.
    private static IEnumerable<(TextSpan, string)> Negated(ExpressionSyntax condition) =>
        condition is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax ? [(condition.Span, $"!{condition}")] : [];

    private static IEnumerable<(TextSpan, string)> Bounds(BinaryExpressionSyntax binary, SemanticModel model) =>
        binary.OperatorToken.Kind() is SyntaxKind.AmpersandAmpersandToken or SyntaxKind.BarBarToken || !Operators.ContainsKey(binary.OperatorToken.Kind())
            ? []
            : new[] { binary.Left, binary.Right }.SelectMany(side => side is LiteralExpressionSyntax ? Constant(side) : Named(side, model));

    private static IEnumerable<(TextSpan, string)> Named(ExpressionSyntax side, SemanticModel model) =>
        model.GetConstantValue(side) is { HasValue: true, Value: int or long } ? [(side.Span, $"({side} + 1)"), (side.Span, $"({side} - 1)")] : [];

    private static IEnumerable<(TextSpan, string)> Constant(ExpressionSyntax constant) => constant is not LiteralExpressionSyntax literal ? [] : literal.Token.Value switch
    {
        int number => [(literal.Span, $"{number + 1}"), (literal.Span, $"({number - 1})")],
        string words => [(literal.Span, SymbolDisplay.FormatLiteral(words + "#", quote: true))],
        true => [(literal.Span, "false")],
        false => [(literal.Span, "true")],
        _ => [],
    };

    private static IEnumerable<(TextSpan, string)> Quantifier(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } || !Filters.Contains(name.Identifier.Text))
        {
            yield break;
        }

        foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is LambdaExpressionSyntax { ExpressionBody: { } body })
            {
                foreach ((TextSpan, string) negated in Negated(body))
                {
                    yield return negated;
                }
            }
        }

        if (call.ArgumentList.Arguments.Count == 1 && Quantifiers.Contains(name.Identifier.Text))
        {
            yield return (name.Span, Quantifiers.First(other => other != name.Identifier.Text));
        }
    }
}
